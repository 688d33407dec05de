"""Two documents, two parties: each signs one of them, one never gets the other; signed for real (MK-65)."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from adapters.verification import examine
from contracts.acts import Agree, PartyPlan
from contracts.document_ways import digest_of_shown, ways_of
from contracts.effects import EffectKind
from contracts.envelope import joint_digest
from contracts.verdict import Colour, IssuedKind, verdict_of
from database.evidence import Revision
from database.filed import filed_documents, filed_for
from database.letters.to_parties import documents_of
from database.party import Party
from database.queries.issued import issued_file
from tests.certificate.reading import embedded_in, pages_of, words_of
from tests.envelope.bundle import NAMES, Bundle, bundled, envelope_in
from tests.evidence.proven import require_programs
from tests.lifecycle.office import Office, open_office

BOTH = NAMES[:2]


class DividedBundle(Bundle):
    """Agrees with the digest of what the party was shown."""

    def agreement(self, party: PartyPlan) -> Agree:
        sent = [digest(data) for data in self.signed()[0]]
        return replace(super().agreement(party), documents_digest=digest_of_shown(ways_of(party), sent))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = open_office(tmp_path_factory.mktemp("ways") / "home")
    yield office
    office.opened.database.engine.dispose()


@pytest.fixture(scope="module")
def concluded(office: Office) -> Bundle:
    """The first party reads document 1 and signs 2; the second signs 1 and is not sent 2."""
    plain = bundled(office, [1, 2])
    bundle = DividedBundle(plain.office, plain.draft, plain.signing, plain.certifying)
    version = envelope_in(office, bundle.draft.contract, BOTH)
    first, second = bundle.draft.parties
    parties = [replace(first, read_only=[1]), replace(second, not_sent=[2])]
    submit = replace(bundle.draft.submit, version=version, parties=parties, documents=2)
    bundle = replace(bundle, draft=replace(bundle.draft, version=version, parties=parties, submit=submit))
    bundle.submit()
    for party in parties:
        bundle.agree(party)
    bundle.conclude()
    return bundle


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.mark.shows("MK-65", "LW-10")
def test_each_party_signs_its_documents_alone_and_every_signature_is_intact(concluded: Bundle) -> None:
    creation, first, second, final = concluded.signed()
    assert (first[0], second[1]) == (creation[0], first[1])
    assert first[1].startswith(creation[1])
    assert second[0].startswith(first[0])
    root = (concluded.office.opened.settings.keys / "authority" / "root.pem").read_bytes()
    for place, name in enumerate(("佐藤2郎", "佐藤1郎")):
        findings = examine(final[place], [root])
        with concluded.office.opened.database.reading() as session:
            issued = issued_file(session, digest(final[place]))
        assert issued is not None
        assert issued.kind is IssuedKind.CONCLUDED
        assert verdict_of(findings, issued).colour is Colour.GENUINE
        assert verdict_of(findings, None).colour is Colour.GREEN
        kinds = [one.kind for one in findings.signatures]
        assert kinds == ["certification", "approval", "approval", "timestamp"]
        printed = "".join(pages_of(final[place])[-1].split())
        assert [one for one in ("佐藤1郎", "佐藤2郎") if one in printed] == [name]
    assert concluded.row().sent_digest == joint_digest([digest(one) for one in creation])


@pytest.mark.shows("CL-27")
def test_documents_that_one_party_only_read_hold_for_programs_that_are_not_ours(
    concluded: Bundle, tmp_path: Path
) -> None:
    root = (concluded.office.opened.settings.keys / "authority" / "root.pem").read_bytes()
    require_programs(dict(zip(BOTH, concluded.signed()[-1], strict=True)), root, tmp_path / "asked")


@pytest.mark.shows("MK-65")
def test_neither_papers_nor_mails_of_a_party_hold_or_name_what_it_was_not_sent(concluded: Bundle) -> None:
    final = concluded.signed()[-1]
    with concluded.office.opened.database.reading() as session:
        ids = [party.id for party in concluded.draft.parties]
        rows = [session.scalars(select(Party).where(Party.public_id == one)).one() for one in ids]
        papers = [[one.file.digest for one in filed_for(session, row)] for row in rows]
        assert papers == [[digest(one) for one in final], [digest(final[0])]]
        assert len(filed_documents(session, rows[0].contract)) == 2
        assert [documents_of(session, row) for row in rows] == [[*BOTH], [BOTH[0]]]


@pytest.mark.shows("LW-45")
def test_the_certificate_says_who_was_shown_and_signed_what_and_the_shared_copy_names_no_more(
    concluded: Bundle,
) -> None:
    own, shared = concluded.certificate("own"), concluded.certificate("party")
    told = [(one["read_documents"], one["unsent_documents"]) for one in embedded_in(shared)["parties"]]
    assert told == [([1], []), ([], [2])]
    assert BOTH[1] in words_of(own)
    assert BOTH[1] not in words_of(shared)
    assert BOTH[1] not in str(embedded_in(shared))
    assert BOTH[0] in words_of(shared)
    assert "署名した文書：2確認だけの文書：1" in words_of(shared)
    assert "署名した文書：1送付していない文書：2" in words_of(shared)
    sent = [digest(data) for data in concluded.signed()[0]]
    for party in concluded.draft.parties:
        assert digest_of_shown(ways_of(party), sent) in words_of(shared)


def test_an_act_done_again_signs_nothing_twice(concluded: Bundle) -> None:
    before = concluded.signed()
    for party in concluded.draft.parties:
        concluded.signing.seal_agreement(concluded.request(EffectKind.SEAL_AGREEMENT, party.id))
    assert concluded.signed() == before


def test_a_document_that_was_carried_on_is_one_file_and_not_a_copy(concluded: Bundle) -> None:
    with concluded.office.opened.database.reading() as session:
        query = select(Revision.file_id).where(Revision.contract_id == concluded.row().id)
        creation, first, second, final = session.scalars(query.order_by(Revision.number))
    assert creation == first
    assert len({first, second, final}) == 3
