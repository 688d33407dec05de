"""From the JSON of a contract's parties to what the draft keeps of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from adapters.passwords import hash_access_code
from contracts.authentication import Profile
from contracts.corporate_number import corporate_number_from, invoice_number_from
from contracts.day_input import day_from
from contracts.inputs import InputKind
from contracts.languages import SOURCE
from contracts.phone import mobile_from
from contracts.postal_address import PostalAddress, address_lines_from, postal_code_from
from contracts.preferences import Preferences
from contracts.standing import PartyKind
from database.contract import Contract
from database.document_ways import choose
from database.queries.draft_asks import DocumentDraft, FieldDraft
from database.queries.draft_parties import PartyDraft, parties_of, set_parties
from database.queries.versions import newest_version
from webapp.api.bodies import field_error
from webapp.api.party_faults import Body, Judge
from webapp.api.problems import InputRefused


@dataclass(frozen=True, slots=True)
class AskedParty:
    """`ways` are the documents' in their order; None leaves them as they are."""

    draft: PartyDraft
    must_hand_over: bool
    answer_by: date | None
    ways: tuple[str, ...] | None


def parties_from(
    parties: Sequence[Body], judge: Judge, keeping: Collection[str] = ()
) -> tuple[AskedParty, ...]:
    """Hashes every access code, which takes a while: not to be done inside a writing transaction.

    `keeping` are the ids of the parties whose access code stays as it is. Raises InputRefused for numbers,
    days and codes that cannot be used.
    """
    errors = [
        field_error(f"/parties/{at}/{name}", code)
        for at, party in enumerate(parties)
        for name, code in judge.faults(party)
    ]
    if errors:
        raise InputRefused(errors)
    return tuple(_asked(party, at, (judge, keeping)) for at, party in enumerate(parties, start=1))


def keep_parties(session: Session, contract: Contract, asked: Sequence[AskedParty]) -> None:
    """Make these the parties of the draft, in this order; one that is not among them is removed."""
    set_parties(session, contract, [one.draft for one in asked])
    version = newest_version(session, contract)
    digests = [one.working.digest for one in version.documents] if version else []
    for row, one in zip(parties_of(session, contract), asked, strict=True):
        row.must_hand_over, row.answer_by = one.must_hand_over, one.answer_by
        if one.ways is not None:
            choose(row, dict(zip(digests, one.ways, strict=False)))


def _asked(party: Body, position: int, given: tuple[Judge, Collection[str]]) -> AskedParty:
    judge, keeping = given
    draft = _party(party, position, judge.preferences)
    return AskedParty(
        draft=replace(draft, access_code_hash=None) if draft.id in keeping else draft,
        must_hand_over=party.get("must_hand_over", False),
        answer_by=day_from(party.get("answer_by", "")),
        ways=tuple(party["ways"]) if "ways" in party else None,
    )


def _party(party: Body, position: int, preferences: Preferences) -> PartyDraft:
    usual = PartyKind.CORPORATE_INFORMAL if party.get("company") else PartyKind.INDIVIDUAL
    names_only, profile = party.get("names_only", False), party.get("profile", Profile.L1)
    ways, code = party.get("seal_methods"), party.get("access_code")
    return PartyDraft(
        id=_id(party),
        order=int(party.get("order", position)),
        role=_one_line(party.get("role", "")),
        kind=party.get("kind", usual),
        company=_one_line(party.get("company", "")),
        name=_one_line(party.get("name", "")),
        mail=party.get("email", ""),
        phone=mobile_from(party.get("phone", "")),
        phone_obtained_on=day_from(party.get("phone_obtained_on", "")),
        language=party.get("language", SOURCE),
        own=party.get("own", False),
        signs=party.get("signs", True),
        imprint=party.get("imprint", not names_only),
        seal_methods=preferences.seal_methods if ways is None else " ".join(ways),
        access_code_hash=hash_access_code(code) if code else "",
        access_code_hint=party.get("access_code_hint", ""),
        documents=tuple(_document(one) for one in party.get("documents", [])),
        fields=tuple(_field(one) for one in party.get("fields", [])),
        claimable=party.get("claimable", False),
        may_hand_over=party.get("may_hand_over", False),
        profile="" if profile == Profile.L1 else profile,
        declares=party.get("declares", preferences.declares_authority and not names_only),
        names_only=names_only,
        registration=_one_line(party.get("registration", "")),
        as_proxy=party.get("as_proxy", False),
        designation=party.get("designation", ""),
        corporate_number=corporate_number_from(party.get("corporate_number", "")),
        invoice_number=invoice_number_from(party.get("invoice_number", "")),
        address=_address(party),
    )


def _address(party: Body) -> PostalAddress:
    code, lines = party.get("postal_code", ""), party.get("address_lines", "")
    return PostalAddress(postal_code_from(code), party.get("prefecture", ""), address_lines_from(lines))


def _document(given: Any) -> DocumentDraft:  # noqa: ANN401 -- a name or an object
    """A name alone is a document that must be handed in."""
    if isinstance(given, str):
        return DocumentDraft(_one_line(given))
    return DocumentDraft(
        title=_one_line(given["title"]),
        note=given.get("note", ""),
        required=given.get("required", True),
        is_identity=given.get("is_identity", False),
        id=_id(given),
    )


def _field(given: Body) -> FieldDraft:
    return FieldDraft(
        label=_one_line(given["label"]),
        kind=given.get("kind", InputKind.TEXT),
        required=given.get("required", True),
        maps_to=given.get("maps_to", ""),
        id=_id(given),
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _id(given: Body) -> str:
    """Only a change checks what stands there: a new contract has no ids, and none is looked at."""
    value = given.get("id")
    return value if isinstance(value, str) else ""
