"""What is told of each signature: who, when, how, the certificates, the timestamp, and what was changed."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from adapters.verification import certificates_in
from adapters.verification.reading import findings_of
from adapters.verification.wire import as_json, findings_from
from contracts.verdict import Colour, kept_verifiable_until, verdict_of
from contracts.verdict_details import Change
from contracts.verdict_pictures import MOST_CHANGED, MOST_PAGES, picture_plan
from tests.counterparty.office import Office
from tests.evidence.contract import Story
from tests.verification import attacks
from tests.verification.site import Stranger
from workflows.verifying import Anchors


def trust(office: Office, root: bytes) -> None:
    folder = office.opened.settings.keys / "authority"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "root.pem").write_bytes(root)


@pytest.mark.shows("CL-36", "LW-49")
def test_a_known_signers_certificate_timestamp_and_revision_are_shown_whole(
    office: Office, stranger: Stranger, story: Story, roots: list[bytes]
) -> None:
    trust(office, roots[0])
    said = stranger.learns(story.concluded)
    leaf = findings_of(story.concluded, roots).signatures[0].certificates[0]
    assert leaf.fingerprint in said
    assert leaf.serial in said
    for told in (
        "主体者",
        "組織",
        "有効期間",
        "電子署名、否認防止、文書への署名",
        "中間認証局",
        "ルート認証局",
    ):
        assert told in said
    for told in (
        "a@example.jp",
        "アクセスコード",
        "2021-03-09 13:03:35",
        " +09:00",
        "2／6",
        "a_agreed、a_seal",
    ):
        assert told in said
    assert "認定タイムスタンプではありません（検証用TSA）" in said
    assert "証明書の有効期限後：検証できる状態です" in said


def test_of_an_unknown_signer_the_reason_is_only_quoted(stranger: Stranger, story: Story) -> None:
    said = stranger.learns(story.concluded)
    assert "髙﨑 a(a@example.jp)によって" in said
    assert "認証の方法" not in said
    assert "このサイトの知らない発行者のものです" in said
    assert "証明書の有効期限後：検証できなくなるおそれがあります" in said


@pytest.mark.shows("CL-38")
def test_each_revision_is_told_by_what_it_changed(story: Story, roots: list[bytes]) -> None:
    findings = findings_of(story.concluded, roots)
    assert [one.field for one in findings.revisions] == [one.field for one in findings.signatures]
    created, *agreed, concluded, stamped = findings.revisions
    assert created.changes == concluded.changes == ()
    assert [one.changes for one in agreed] == [(Change.FILLED,)] * 3
    assert agreed[0].names == ("a_agreed", "a_seal")
    assert stamped.changes == (Change.VALIDATION_DATA,)
    for one, revision in zip(findings.revisions, story.revisions, strict=False):
        assert story.concluded[: one.length] == revision.pdf[: one.length]


def test_the_pages_chosen_are_few_and_those_that_changed(story: Story, roots: list[bytes]) -> None:
    findings = findings_of(story.concluded, roots)
    plan = picture_plan(findings)
    assert {one.length for one in plan.signed} == {len(story.concluded)}
    assert [one.page for one in plan.signed] == [1, 2, 3]
    assert [(one.number, one.after.page) for one in plan.changed] == [(2, 3), (3, 3), (4, 3)]
    many = [replace(one, pages=tuple(range(1, 500))) for one in findings.revisions]
    long = replace(findings, page_count=500, revisions=tuple(many))
    plan = picture_plan(long)
    assert (len(plan.signed), len(plan.changed)) == (MOST_PAGES, MOST_CHANGED)


def test_a_timestamp_authoritys_root_makes_no_signer_known(story: Story, roots: list[bytes]) -> None:
    signed = findings_of(story.concluded, [], roots).signatures[0]
    assert signed.timestamp is not None
    assert (signed.trusted, signed.timestamp.trusted) == (False, True)
    stamps = [one for one in findings_of(story.concluded, [], roots).signatures if one.kind == "timestamp"]
    assert [one.trusted for one in stamps] == [True]


@pytest.mark.shows("LW-12")
def test_only_a_configured_root_makes_a_timestamp_accredited(story: Story, roots: list[bytes]) -> None:
    stamp = findings_of(story.concluded, roots).signatures[-1].timestamp
    assert stamp is not None
    ours = Anchors(roots, providers=dict.fromkeys(certificates_in(roots[0]), "某社"))
    assert ours.provider_of(stamp) == "某社"
    assert ours.provider_of(replace(stamp, trusted=False)) == ""
    assert Anchors(roots).provider_of(stamp) == ""
    under = dict.fromkeys(certificates_in(roots[0]), stamp.policy)
    assert replace(ours, policies=under).provider_of(stamp) == "某社"
    assert replace(ours, policies=under).provider_of(replace(stamp, policy="1.2.3")) == ""


def test_findings_come_back_from_the_child_as_they_were(story: Story, roots: list[bytes]) -> None:
    findings = findings_of(story.concluded, roots)
    assert findings_from(as_json(findings)) == findings


@pytest.mark.shows("CL-33")
def test_only_a_known_timestamp_over_everything_keeps_signatures_verifiable(
    story: Story, roots: list[bytes]
) -> None:
    until = kept_verifiable_until(findings_of(story.concluded, roots))
    first = findings_of(story.concluded, roots).signatures[0].certificates[0]
    assert until is not None
    assert until > first.not_after
    assert kept_verifiable_until(findings_of(story.concluded, [])) is None
    assert kept_verifiable_until(findings_of(story.revisions[2].pdf, roots)) is None


def test_a_file_with_a_timestamp_alone_was_signed_by_nobody(story: Story, roots: list[bytes]) -> None:
    findings = findings_of(story.concluded, roots)
    alone = replace(findings, signatures=findings.signatures[-1:], revisions=())
    verdict = verdict_of(alone, None)
    assert (verdict.colour, verdict.reasons) == (Colour.AMBER, ("nobody_signed",))


def locked() -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(attacks.contract())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    return out.getvalue()


@pytest.mark.parametrize(
    ("pdf", "sentence"),
    [
        (lambda: b"hello", "PDFではありません。"),
        (lambda: b"%PDF-1.7\n" + b"x" * 100, "PDFとして読み取れません。"),
        (locked, "パスワードで保護されているため"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence_of_its_own(
    stranger: Stranger, pdf: Callable[[], bytes], sentence: str
) -> None:
    said = stranger.learns(pdf())
    assert "赤：検証できません" in said
    assert sentence in said
