"""/verify: what a stranger may learn of a file, and what nobody learns from an id alone."""

import hashlib
from dataclasses import replace

import pytest
from flask import Flask

from adapters.confinement import running
from contracts.acts import Origin, Withdraw
from contracts.signing import FileIdentity, Purpose
from database.archival import ArchivalRevision
from database.dossiers import contract_of
from database.filing import file_stored
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan, paper
from tests.desk.cases import concluded
from tests.evidence.clock import present
from tests.evidence.contract import Story
from tests.evidence.forging import retitled
from tests.verification.site import Stranger
from webapp.access.asking import new_key

TITLE = "社外秘の賃貸借契約書"
NOT_CONCLUDED = "この版は締結されていません"


def sent_and_concluded(office: Office) -> Sent:
    sent = office.sent(Plan(imprint=False), title=TITLE)
    concluded(office, sent)
    return sent


def on_record(office: Office, sent: Sent, pdf: bytes) -> None:
    """File `pdf` as the first renewal of the concluded document."""
    digest, now = hashlib.sha256(pdf).hexdigest(), present()
    with office.opened.database.writing() as session:
        contract = contract_of(session, sent.contract)
        owner = contract.organization
        file = FileIdentity(owner.public_id, new_key(), Purpose.REVISION, digest)
        facts = dict.fromkeys(("level", "authority", "serial", "policy"), "x")
        instants = dict.fromkeys(("timestamped_at", "protected_until", "created_at"), now)
        session.add(
            ArchivalRevision(
                organization_id=owner.id,
                contract_id=contract.id,
                kept="document",
                place=1,
                generation=1,
                origin=digest,
                digest=digest,
                file_id=file_stored(session, owner.id, file, len(pdf)).id,
                **facts,
                **instants,
            )
        )


@pytest.mark.shows("T08", "LW-49")
def test_a_concluded_contract_is_named_without_its_title_its_parties_or_a_link(
    office: Office, stranger: Stranger
) -> None:
    sent = sent_and_concluded(office)
    answer = stranger.brings(office.newest_bytes(sent))
    assert "締結済みの契約書です" in answer.text
    assert "原本と一致しました" in answer.text
    for secret in (TITLE, sent.contract, sent.parties[0].name, sent.parties[0].public_id):
        assert secret not in answer.text


@pytest.mark.shows("T08")
@pytest.mark.parametrize("asked", ["?id={}", "/{}", "?contract={}", "?sha256={}"])
def test_an_id_alone_is_never_answered(office: Office, stranger: Stranger, asked: str) -> None:
    sent = sent_and_concluded(office)
    for known in (sent.contract, hashlib.sha256(office.newest_bytes(sent)).hexdigest()):
        answer = stranger.opens("/verify" + asked.format(known))
        unknown = stranger.opens("/verify" + asked.format("0" * len(known)))
        assert answer.status_code == unknown.status_code
        assert TITLE not in answer.text
        assert "締結済みの契約書です" not in answer.text


def test_a_version_on_its_way_and_one_that_is_void_are_not_concluded(
    office: Office, stranger: Stranger
) -> None:
    sent = office.sent(title=TITLE)
    pdf = office.newest_bytes(sent)
    said = stranger.learns(pdf)
    assert NOT_CONCLUDED in said
    assert "途中の版" in said
    office.engine.ask(sent.contract, Withdraw(new_key(), Origin(office.owner.public_id), "取りやめ"))
    said = stranger.learns(pdf)
    assert NOT_CONCLUDED in said
    assert "無効になった版" in said


def test_a_certificate_is_named(office: Office, stranger: Stranger) -> None:
    sent_and_concluded(office)
    said = stranger.learns(paper("合意証明書 party"))
    assert "合意証明書です" in said
    assert NOT_CONCLUDED not in said


def test_a_foreign_signature_is_measured_and_its_unknown_signer_is_said_loudly(
    stranger: Stranger, story: Story
) -> None:
    said = stranger.learns(story.concluded)
    assert "緑：署名後の変更はありません" in said
    assert "署名者の証明書：信頼を確認できません" in said
    assert "存在した日時" not in said
    assert "このサイトが発行したファイルではありません" in said


@pytest.mark.shows("GM-01")
def test_what_our_own_key_signed_is_told_whole_and_is_not_green_without_a_record(
    office: Office, stranger: Stranger, story: Story, roots: list[bytes]
) -> None:
    folder = office.opened.settings.keys / "authority"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "root.pem").write_bytes(roots[0])
    said = stranger.learns(story.concluded)
    assert "署名者の証明書：信頼できます" in said
    assert "黄：確認が必要な点があります" in said
    assert "発行の記録にないファイルです" in said
    for told in ("理由", "PAdES B-LTA", "タイムスタンプの発行者", "文書タイムスタンプ"):
        assert told in said


@pytest.mark.shows("GM-01")
def test_of_a_file_on_record_the_newest_known_timestamp_over_all_of_it_says_since_when_it_existed(
    office: Office, stranger: Stranger, story: Story, roots: list[bytes]
) -> None:
    folder = office.opened.settings.keys / "authority"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "root.pem").write_bytes(roots[0])
    on_record(office, sent_and_concluded(office), story.concluded)
    said = stranger.learns(story.concluded)
    assert "原本と一致しました" in said
    assert "存在した日時：遅くとも 20" in said
    assert "ファイル全体に付いたタイムスタンプ（RFC 3161、発行者：" in said
    said = stranger.learns(retitled(story.concluded))
    assert "先頭の部分：締結済みの契約書です" in said
    assert "その後に続く内容は、このサイトが発行したものではありません。" in said
    assert "存在した日時" not in said


@pytest.mark.shows("T55")
def test_a_changed_file_is_red_and_one_with_bytes_after_it_is_not_green(
    stranger: Stranger, story: Story
) -> None:
    changed = bytearray(story.concluded)
    changed[len(changed) // 3] ^= 1
    assert "赤：" in stranger.learns(bytes(changed))
    said = stranger.learns(story.concluded + b"\n%more\n")
    assert "緑：" not in said
    assert "原本と一致" not in said


def test_a_file_without_a_signature_and_one_that_is_no_pdf(stranger: Stranger) -> None:
    assert "電子署名はありません" in stranger.learns(paper("下書き"))
    said = stranger.learns(b"no pdf")
    assert "検証できません" in said
    assert "damaged" not in said


@pytest.mark.shows("LW-49")
def test_nothing_of_the_file_is_kept(office: Office, stranger: Stranger, story: Story) -> None:
    def kept() -> tuple[list[str], int]:
        return office.dump(), sum(1 for path in office.opened.settings.files.rglob("*") if path.is_file())

    before = kept()
    stranger.learns(story.concluded)
    assert kept() == before


def test_words_in_the_file_are_shown_escaped(stranger: Stranger, story: Story) -> None:
    marked = story.concluded.replace(b"/T (", b"/T (<b>", 1)
    assert "<b>" not in stranger.brings(marked).text


def test_without_a_file_an_empty_file_and_a_file_too_large_are_refused(
    stranger: Stranger, site: Flask
) -> None:
    assert stranger.brings(b"").status_code == 422
    parts = site.extensions["warifu"]
    site.extensions["warifu"] = replace(parts, settings=replace(parts.settings, upload_limit_mb=0))
    answer = stranger.brings(b"%PDF-")
    assert answer.status_code == 422
    assert "ファイルが大きすぎます。" in answer.text


@pytest.mark.shows("T21")
def test_a_post_without_a_token_of_the_form_is_refused(stranger: Stranger) -> None:
    assert stranger.client.post("/verify", data={}).status_code in {400, 403}


@pytest.mark.shows("LW-49")
def test_the_eleventh_file_within_a_minute_waits_and_another_address_does_not(stranger: Stranger) -> None:
    assert [stranger.brings(b"").status_code for _ in range(10)] == [422] * 10
    refused = stranger.brings(b"")
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 6
    assert stranger.brings(b"", address="192.0.2.2").status_code == 422


def test_while_two_files_are_examined_a_third_is_asked_to_come_again(stranger: Stranger) -> None:
    with running._places, running._places:  # noqa: SLF001 -- two children that never end
        busy = stranger.brings(b"%PDF-1.7")
    assert busy.status_code == 503
    assert busy.headers["Retry-After"] == "10"
    assert "ほかのファイルを検証しているため" in busy.text
