"""The certificates of one contract that went through the real engine, record, key and files."""

import hashlib
import json
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from activities.certifying import Certifying
from adapters.certificates import render_all, signed_file
from adapters.verification import examine
from contracts.certificate import Audience, in_jst
from contracts.certificate_id import certificate_id
from contracts.messages import Certified, EffectRequest
from contracts.reasons import instant_in_jst
from contracts.signing import FileIdentity
from contracts.verdict import Colour, verdict_of
from database.audit import AuditEvent
from database.certificate_desk import CertificateDesk
from database.certificate_facts import Gathering
from database.contract import Contract
from database.document import DocumentVersion, StoredFile
from database.dossiers import identity_of
from database.evidence import Certificate, Revision
from database.party import Party
from database.record import ContractEvent
from tests.certificate.conftest import APPROVER_ADDRESS, Issued, certificate_of
from tests.certificate.reading import embedded_in, pages_of, words_of
from tests.evidence.proven import require_programs
from workflows.wiring import sealer_of


def certifying(issued: Issued, desk: CertificateDesk) -> Certifying:
    opened = issued.office.opened
    return Certifying(desk, opened.files, sealer_of(opened), render_all, signed_file)


def stored_files(issued: Issued) -> dict[str, bytes]:
    """Return the three files of the concluded round as they lie in the store."""
    opened = issued.office.opened
    with opened.database.reading() as session:
        contract = session.scalars(select(Contract)).one()
        version = session.scalars(select(DocumentVersion).where(DocumentVersion.number == 2)).one()
        rows = session.scalars(select(Revision).where(Revision.round == 2).order_by(Revision.number)).all()
        files = {"uploaded": version.uploaded, "sent": rows[0].file, "concluded": rows[-1].file}
        return {role: opened.files.read(identity_of(contract, file)) for role, file in files.items()}


@pytest.mark.shows("LW-45")
def test_every_printed_digest_is_that_of_the_stored_file(issued: Issued) -> None:
    printed = words_of(issued.party)
    listed = {file["role"]: file for file in embedded_in(issued.party)["files"]}
    for role, data in stored_files(issued).items():
        digest = hashlib.sha256(data).hexdigest()
        assert digest in printed
        assert (listed[role]["sha256"], listed[role]["size"]) == (digest, len(data))
        assert listed[role]["pages"] == len(pages_of(data))


def jst(at: str) -> str:
    return in_jst(datetime.fromisoformat(at))


@pytest.mark.shows("LW-44")
def test_every_line_with_a_number_stands_on_an_event_and_the_audit_log_holds_it(issued: Issued) -> None:
    facts = embedded_in(issued.own)
    with issued.office.opened.database.reading() as session:
        events = {row.sequence: row for row in session.scalars(select(ContractEvent))}
        rows = session.scalars(select(AuditEvent).where(AuditEvent.subject == facts["anchor"]["contract"]))
        audited = {json.loads(row.facts).get("digest") for row in rows}
        times = {jst(row.at) for row in session.scalars(select(AuditEvent))}
        head = session.get_one(
            AuditEvent, (issued.office.organization.id, facts["anchor"]["audit_sequence"])
        ).digest
    lines = [*facts["history"], *(line for party in facts["parties"] for line in party["events"])]
    numbered = [line for line in lines if line["sequence"]]
    assert len(numbered) > 15
    assert all(events[line["sequence"]].digest in audited for line in numbered)
    beside = {"mail_sent", "mail_arrived", "sender_agreed"}
    acts = [line for line in numbered if line["kind"] not in beside]
    assert all(events[line["sequence"]].kind == line["kind"] for line in acts)
    assert all(jst(events[line["sequence"]].at) == line["at"] for line in acts)
    assert [line["kind"] for line in lines if not line["sequence"]] == ["edelivery_consented"]
    assert all(line["at"] in times for line in lines if not line["sequence"])
    assert facts["anchor"]["audit_head"] == head
    assert head in words_of(issued.own)


@pytest.mark.shows("CS-04")
def test_a_concluded_contract_has_one_certificate_in_two_copies_that_lists_each_signer(
    issued: Issued,
) -> None:
    with issued.office.opened.database.reading() as session:
        rows = session.scalars(select(Certificate)).all()
        signers = [party for party in session.scalars(select(Party)) if party.signs]
    assert sorted(row.audience for row in rows) == ["own", "party"]
    assert len({row.certificate_id for row in rows}) == 1
    assert len(signers) == 2
    for copy in (issued.own, issued.party):
        for signer in signers:
            assert "".join(signer.name.split()) in "".join(words_of(copy).split())
            assert signer.mail in words_of(copy)


@pytest.mark.shows("T62")
@pytest.mark.parametrize("audience", ["own", "party"])
def test_a_certificate_is_signed_and_bound_to_its_contract_and_file(issued: Issued, audience: str) -> None:
    pdf = certificate_of(issued.office, audience)
    facts = embedded_in(pdf)
    root = (issued.office.opened.settings.keys / "authority" / "root.pem").read_bytes()
    findings = examine(pdf, [root])
    assert verdict_of(findings, None).colour is Colour.GREEN
    assert findings.signatures[0].trusted
    assert findings.signatures[0].docmdp_ok
    assert f"契約 {issued.draft.contract}" in str(findings.signatures[0].reason)
    assert facts["anchor"]["contract"] == issued.draft.contract
    assert facts["files"][-1]["sha256"] == hashlib.sha256(stored_files(issued)["concluded"]).hexdigest()


@pytest.mark.shows("T62")
def test_one_changed_byte_of_a_certificate_is_seen(issued: Issued) -> None:
    pdf = bytearray(issued.party)
    pdf[2000] ^= 1
    root = (issued.office.opened.settings.keys / "authority" / "root.pem").read_bytes()
    assert verdict_of(examine(bytes(pdf), [root]), None).colour is Colour.RED


@pytest.mark.shows("CL-27")
def test_what_was_sent_back_and_sent_anew_holds_for_programs_that_are_not_ours(
    issued: Issued, tmp_path: Path
) -> None:
    root = (issued.office.opened.settings.keys / "authority" / "root.pem").read_bytes()
    pdfs = {"concluded": stored_files(issued)["concluded"], "own": issued.own, "party": issued.party}
    require_programs(pdfs, root, tmp_path / "asked")


@pytest.mark.shows("GM-22")
def test_the_id_is_that_of_page_one_of_the_concluded_file(issued: Issued) -> None:
    expected = certificate_id(issued.draft.contract, 2)
    assert expected in pages_of(stored_files(issued)["concluded"])[0]
    assert all(expected in page for page in pages_of(issued.party))


@pytest.mark.shows("AD-01")
def test_the_sender_who_agrees_by_sending_is_a_party_and_the_last_agreement_is_the_conclusion(
    issued: Issued,
) -> None:
    facts = embedded_in(issued.own)
    sender, *others = facts["parties"]
    assert (sender["role"], sender["name"], sender["own"]) == ("送信者", "鈴木 花子", True)
    assert sender["events"][0]["round"] == 2
    assert facts["conclusion"]["agreed_at"] == max(party["agreed_at"] for party in others)
    assert facts["conclusion"]["agreed_at"] <= facts["conclusion"]["timestamp"]["at"][:19] + ".999"
    assert "合意成立日時は、契約書の本文に記載された締結日とは別の事実です。" in words_of(issued.own)


@pytest.mark.shows("LW-47")
def test_the_other_side_gets_no_reason_and_no_address_neither_printed_nor_embedded(issued: Issued) -> None:
    own, party = json.dumps(embedded_in(issued.own)), json.dumps(embedded_in(issued.party))
    for secret in ("第3条の賃料", "第3条を修正", "192.0.2.1", "198.51.100.9", APPROVER_ADDRESS, "部長"):
        assert secret in words_of(issued.own)
        assert json.dumps(secret)[1:-1] in own
        assert secret not in words_of(issued.party)
        assert json.dumps(secret)[1:-1] not in party
    assert "差し戻し" in words_of(issued.party)


@pytest.mark.shows("AD-04")
def test_the_round_that_became_void_and_whose_agreement_it_was_stay_on_record(issued: Issued) -> None:
    first, second = embedded_in(issued.party)["rounds"]
    assert (first["outcome"], second["outcome"]) == ("void", "concluded")
    assert first["voided"] == ["佐藤 1郎"]
    assert "無効となった同意：佐藤1郎" in words_of(issued.party)


@pytest.mark.shows("LW-43")
def test_issuing_again_returns_the_same_pair_whatever_has_changed_since(issued: Issued) -> None:
    opened = issued.office.opened
    desk = CertificateDesk(opened.database, opened.settings.base_url)
    with opened.database.writing() as session:
        session.scalars(select(Party).where(Party.position == 1)).one().name = "改名 太郎"
    again = certifying(issued, desk).certify(issued.request())
    assert again == Certified(
        hashlib.sha256(issued.own).hexdigest(), hashlib.sha256(issued.party).hexdigest()
    )
    assert certificate_of(issued.office, "own") == issued.own
    assert "佐藤1郎" in words_of(issued.own)


class HurriedDesk(CertificateDesk):
    """Asks too early: another attempt files its pair while this one is still drawing."""

    asked = 0

    def already_issued(self, request: EffectRequest) -> Certified | None:
        self.asked += 1
        return None if self.asked == 1 else super().already_issued(request)

    def concluded(self, request: EffectRequest) -> tuple[FileIdentity, ...]:
        """Asked while the record still wanted certificates: what was warranted then."""
        with self._database.reading() as session:
            contract = session.scalars(select(Contract)).one()
            return tuple(
                identity_of(contract, file) for file in Gathering(session, request).final_revision().files
            )


@pytest.mark.shows("LW-43")
def test_of_two_attempts_at_once_the_first_pair_stands(issued: Issued) -> None:
    opened = issued.office.opened
    desk = HurriedDesk(opened.database, opened.settings.base_url)
    made = certifying(issued, desk).certify(issued.request())
    assert made.own_digest == hashlib.sha256(issued.own).hexdigest()
    with opened.database.reading() as session:
        assert len(session.scalars(select(Certificate)).all()) == len(Audience)
        files = session.scalars(select(StoredFile).where(StoredFile.purpose == "certificate"))
        assert len(files.all()) == len(Audience)


def test_the_certificate_of_the_signer_is_printed_as_the_signature_has_it(
    issued: Issued, tmp_path: Path
) -> None:
    concluded = stored_files(issued)["concluded"]
    (tmp_path / "concluded.pdf").write_bytes(concluded)
    read = signed_file(concluded)
    assert read.certificate.subject.startswith("CN=割符 テスト用 電子契約署名")
    assert "".join(read.certificate.subject.split()) in words_of(issued.own)
    findings = examine(concluded, [])
    final = [one for one in findings.signatures if one.kind != "timestamp"][-1]
    assert final.timestamped_at is not None
    assert read.signed_at[:10] == instant_in_jst(final.timestamped_at)[:10]
