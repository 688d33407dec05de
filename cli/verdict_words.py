"""What was found of a file as sentences for people, in Japanese like every command."""

from collections.abc import Iterator

from contracts.reason_reading import SignedAct, reason_read
from contracts.reasons import instant_in_jst
from contracts.verdict import (
    TIMESTAMP,
    Colour,
    Findings,
    IssuedKind,
    SignatureFinding,
    Verdict,
    kept_verifiable_until,
)
from contracts.verdict_details import Change, RevisionFinding
from contracts.verdict_reasons import reason_in_words
from contracts.verdict_record import Beginning, is_renewal
from contracts.verdict_report import ProviderOf

VERDICTS = {
    Colour.GENUINE: "原本と一致: この割符が発行したファイルそのものです。",
    Colour.GREEN: "緑: 署名後の変更はありません。",
    Colour.AMBER: "黄: 署名は壊れていませんが、確認が必要な点があります。",
    Colour.RED: "赤: 署名後に変更されたか、署名が正しくありません。",
    Colour.UNSIGNED: "電子署名はありません。",
}
CANNOT_READ = "赤: 検証できません。"
KINDS = {
    IssuedKind.CONCLUDED: "締結済みの契約書です。",
    IssuedKind.INTERMEDIATE: "この版は締結されていません（締結前の途中の版）。",
    IssuedKind.VOID: "この版は締結されていません（無効になった版）。",
    IssuedKind.CERTIFICATE: "合意証明書です。",
    IssuedKind.RENEWED: "締結済みの契約書です（保管用タイムスタンプを追加した版）。",
    IssuedKind.RENEWED_CERTIFICATE: "合意証明書です（保管用タイムスタンプを追加した版）。",
    IssuedKind.DISPOSAL: "廃棄証明書です。",
}
TRUST = {
    True: "署名者の証明書: すべて信頼できる認証局のものです。",
    False: "署名者の証明書: 信頼の確認できないものがあります。",
}
ACTS = {
    SignedAct.CREATED: "作成",
    SignedAct.CREATED_AND_AGREED: "作成・送信者として承認",
    SignedAct.AGREED: "承認",
    SignedAct.NAMED: "記名",
    SignedAct.CONCLUDED: "締結処理",
}
CHANGES = {
    Change.FILLED: "欄への記入",
    Change.FIELD_ADDED: "見えない署名欄の追加",
    Change.VALIDATION_DATA: "検証に必要な情報の追加",
    Change.REFILLED: "記入済みの欄の書き換え",
    Change.VISIBLE_FIELD_ADDED: "見える欄の追加",
    Change.FIELD_SHOWN: "欄の表示のしかたの変更",
    Change.ANNOTATION: "注釈の追加・変更",
    Change.PAGE_CONTENT: "ページの内容の書き換え",
    Change.PAGES: "ページの追加・削除・入れ替え",
    Change.STRUCTURE: "文書の構造や部品の書き換え",
}


def as_sentences(
    verdict: Verdict, findings: Findings, provider_of: ProviderOf, beginning: Beginning | None = None
) -> Iterator[str]:
    yield from _what_it_is(verdict, findings, beginning)
    for number, one in enumerate(findings.signatures, start=1):
        yield f"{number}. {_signature(one)}"
        yield from (f"   {line}" for line in _details(one, findings, provider_of))
    yield from (f"最後の署名の後: {_changes(one)}" for one in findings.revisions if not one.field)
    if verdict.every_signer_trusted is not None:
        yield TRUST[verdict.every_signer_trusted]
    if until := kept_verifiable_until(findings):
        yield f"証明書の有効期限後: 検証できる状態です（{instant_in_jst(until)}まで）。"


def _what_it_is(verdict: Verdict, findings: Findings, beginning: Beginning | None) -> Iterator[str]:
    yield CANNOT_READ if _cannot_read(verdict, findings) else VERDICTS[verdict.colour]
    if verdict.is_ is not None:
        yield KINDS[verdict.is_]
    if beginning is not None:
        yield _begins_with(findings, beginning)
    yield from (f"・{reason_in_words(reason)}" for reason in verdict.reasons)


def _begins_with(findings: Findings, beginning: Beginning) -> str:
    kind = KINDS[beginning.issued.kind].removesuffix("。")
    only = (
        "タイムスタンプと検証情報だけ" if is_renewal(findings, beginning) else "この割符の発行していない内容"
    )
    length = beginning.length
    return f"先頭の{length}バイトは、この割符が発行したファイルと一致します（{kind}）。続きは{only}です。"


def _cannot_read(verdict: Verdict, findings: Findings) -> bool:
    return findings.unreadable is not None and verdict.colour is Colour.RED


def _signature(one: SignatureFinding) -> str:
    moment = one.timestamped_at or one.signed_at
    at = instant_in_jst(moment) if moment else "日時不明"
    said = f"「{one.reason}」" if one.reason else ""
    return f"{one.signer or '署名者不明'} {at} {one.level} {said}".strip()


def _details(one: SignatureFinding, findings: Findings, provider_of: ProviderOf) -> Iterator[str]:
    """The 理由 is read only of a known signer: anybody can write one."""
    if one.trusted and (said := reason_read(one.reason)):
        how = f"（{said.how}）" if said.how else ""
        yield f"{ACTS[said.act]}: {said.name} {said.reached} {said.at}{how}".rstrip()
    if one.certificates:
        leaf = one.certificates[0]
        yield f"証明書: {leaf.subject}（発行者 {leaf.issuer}、シリアル番号 {leaf.serial}）"
        yield f"SHA-256フィンガープリント: {leaf.fingerprint}"
    if one.timestamp and one.kind != TIMESTAMP:
        yield f"タイムスタンプ: {one.timestamp.authority}（シリアル番号 {one.timestamp.serial}）"
    if provider := provider_of(one.timestamp):
        yield f"認定タイムスタンプ（{provider}）"
    if revision := findings.revision_of(one.field):
        yield f"版 {revision.number}/{len(findings.revisions)}: {_changes(revision)}"


def _changes(revision: RevisionFinding) -> str:
    if revision.number == 1:
        return "最初の版"
    return "、".join(CHANGES[change] for change in revision.changes) or "署名のほかに変更なし"
