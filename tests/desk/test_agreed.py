"""What is sealed and certified is what was agreed to, not what stands in its row by then (T47)."""

import pytest
from sqlalchemy import text

from adapters.certificates import words
from contracts import acts
from contracts.acts import Origin
from contracts.certificate import Detail
from contracts.effects import EffectKind
from contracts.imprint_digest import drawing_digest
from contracts.messages import EffectMessage, EffectRequest
from contracts.signing import Sealing
from database.agreed import AgreedIsChanged, digest_of, mark_of
from database.append_only import ANSWERS
from database.certificate_lines import Lines
from database.contract import Contract
from database.engine import now_of
from database.evidence import ImprintRow
from database.party import Party
from database.record import ContractEvent
from database.signing_desk import SigningDesk
from tests import databases
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan
from tests.desk.test_typed import agreed
from webapp.access.asking import new_key
from workflows.timing import EFFECT_RETRY

DRAWING, PICTURE = b"0 0 100 100 re f\n", b"\x89PNG"


def imprint(office: Office, party: Party, method: str = "generated", *, whole: bool = True) -> ImprintRow:
    """Keep a seal; where not `whole` its digest covers the drawing alone, as it did before."""
    uploaded = method == "uploaded"
    row = ImprintRow(
        organization_id=party.organization_id,
        party_id=party.id,
        text="" if uploaded else "佐藤",
        shape="round",
        size_mm=10.5,
        svg="" if uploaded else "<svg/>",
        operators=b"" if uploaded else DRAWING,
        picture=PICTURE if uploaded else None,
        method=method,
    )
    row.digest = digest_of(row) if whole else drawing_digest(mark_of(row))
    with office.opened.database.writing() as session:
        row.created_at = now_of(session)
        session.add(row)
    return row


def sealed_with(office: Office, method: str = "generated", *, whole: bool = True) -> Sent:
    sent = office.sent(Plan())
    party, row = sent.parties[0].public_id, imprint(office, sent.parties[0], method, whole=whole)
    origin, digest = Origin(party), office.contract(sent).sent_digest
    office.engine.ask(sent.contract, acts.AcceptTerms(new_key(), origin, party, 1, "2026-11"))
    agree = acts.Agree(new_key(), origin, party, 1, digest, 1, row.public_id, row.digest, ["mail_link"])
    office.engine.ask(sent.contract, agree)
    return sent


def sealing(office: Office, sent: Sent) -> Sealing:
    """Return what the signer is handed for the party's agreement."""
    with office.opened.database.reading() as session:
        event = session.query(ContractEvent).filter_by(kind="agreement_recorded").one()
    effect = EffectMessage(event.sequence, EffectKind.SEAL_AGREEMENT, sent.parties[0].public_id, 1)
    return SigningDesk(office.opened.database).sealing(EffectRequest(sent.contract, 1, effect))


def change(office: Office, table: str, change: str, **values: bytes) -> None:
    """Write past the guard, as whoever owns the database can."""
    with office.opened.database.writing() as session:
        databases.unguard(session, table)
        session.execute(text(f"UPDATE {table} SET {change}"), values)  # noqa: S608 -- our own names


@pytest.mark.shows("T47")
@pytest.mark.parametrize(
    "changed",
    ["svg = '<svg></svg>'", "size_mm = 21", "text = '高橋'", "method = 'drawn'", "picture = operators"],
)
def test_a_seal_whose_row_was_changed_after_the_agreement_is_not_sealed(office: Office, changed: str) -> None:
    sent = sealed_with(office)
    mark = sealing(office, sent).filling.imprint
    assert mark is not None
    assert mark.operators == DRAWING
    change(office, "imprint", changed)
    with pytest.raises(AgreedIsChanged):
        sealing(office, sent)
    assert AgreedIsChanged.__name__ in (EFFECT_RETRY.non_retryable_error_types or ())


@pytest.mark.parametrize("changed", ["operators", "picture"])
def test_a_seal_of_an_earlier_release_is_sealed_as_long_as_its_drawing_stands(
    office: Office, changed: str
) -> None:
    sent = sealed_with(office, whole=False)
    assert sealing(office, sent).filling.imprint is not None
    change(office, "imprint", f"{changed} = :other", other=PICTURE)
    with pytest.raises(AgreedIsChanged):
        sealing(office, sent)


@pytest.mark.shows("T47")
def test_values_changed_after_the_agreement_are_neither_sealed_nor_certified(office: Office) -> None:
    sent = agreed(office)
    assert sealing(office, sent).documents[0].values[2].value.endswith("1-2-3")
    change(office, "filled_form", """ "values" = replace("values", '1-2-3', '9-9-9')""")
    with pytest.raises(AgreedIsChanged):
        sealing(office, sent)
    with pytest.raises(AgreedIsChanged):
        lines_of(office, sent)


@pytest.mark.shows("T73")
def test_a_seal_can_be_neither_changed_nor_deleted(office: Office) -> None:
    sent = office.sent(Plan())
    imprint(office, sent.parties[0])
    assert "imprint" in ANSWERS
    for statement in ("UPDATE imprint SET size_mm = 21", "DELETE FROM imprint"):
        with pytest.raises(Exception, match="append-only"), office.opened.database.writing() as session:
            session.execute(text(statement))


@pytest.mark.shows("CS-24")
@pytest.mark.parametrize(
    ("method", "told"),
    [("generated", "画面で生成"), ("uploaded", "画像をアップロード"), ("drawn", "手書きサイン")],
)
def test_the_certificate_says_how_the_seal_was_really_made(office: Office, method: str, told: str) -> None:
    details = lines_of(office, sealed_with(office, method))
    assert Detail("imprint_method", method) in details
    assert words.detail_value({"name": "imprint_method", "value": method}) == told


def lines_of(office: Office, sent: Sent) -> tuple[Detail, ...]:
    """Return what the certificate tells of the party's agreement."""
    with office.opened.database.reading() as session:
        contract = session.query(Contract).filter_by(public_id=sent.contract).one()
        lines = Lines(session, contract).of_party(session.get_one(Party, sent.parties[0].id))
    return next(line for line in lines if line.kind == "agreement_recorded").details
