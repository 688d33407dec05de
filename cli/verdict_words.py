"""A verdict as JSON for scripts and as sentences for people."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, timedelta, timezone

from contracts.reasons import instant_in_jst
from contracts.verdict import Colour, Findings, IssuedKind, SignatureFinding, Verdict

JST = timezone(timedelta(hours=9), "JST")
VERDICTS = {
    Colour.GENUINE: "原本と一致: この割符が発行したファイルそのものです。",
    Colour.GREEN: "緑: 署名後の変更はありません。",
    Colour.AMBER: "黄: 署名は壊れていませんが、確認が必要な点があります。",
    Colour.RED: "赤: 署名後に変更されたか、署名が正しくありません。",
    Colour.UNSIGNED: "電子署名はありません。",
}
KINDS = {
    IssuedKind.CONCLUDED: "締結済みの契約書です。",
    IssuedKind.INTERMEDIATE: "この版は締結されていません（締結前の途中の版）。",
    IssuedKind.VOID: "この版は締結されていません（無効になった版）。",
    IssuedKind.CERTIFICATE: "合意証明書です。",
}
REASONS = {
    "this_version_is_not_concluded": "締結された版ではありません",
    "unreadable": "ファイルを読み取れません",
    "signature_in_no_field": "署名欄に属さない署名があります",
    "not_intact": "署名された範囲が書き換えられています",
    "not_valid": "署名の値が正しくありません",
    "coverage": "署名の範囲がファイルを覆っていません",
    "modified": "署名後に認められない変更があります",
    "change_not_permitted": "認証で禁じられた変更があります",
    "unexplained_bytes": "説明のつかないデータが付け加えられています",
    "signature_timestamp": "署名のタイムスタンプが正しくありません",
    "in_several_fields": "一つの署名が複数の欄から参照されています",
    "several_signers": "一つの署名に複数の署名者が入っています",
    "data_beside_the_signature": "署名の脇に余分なデータがあります",
    "subfilter": "署名の形式が認められたものではありません",
    "no_message_digest": "署名に文書のダイジェストがありません",
    "weak_digest": "弱いハッシュ関数が使われています",
    "read_leniently": "ファイルの構造に誤りがあり、補って読み取りました",
    "added_after_the_last_signature": "最後の署名の後にデータが追加されています（検証情報など）",
}
TRUST = {
    True: "署名者の証明書: すべて信頼できる認証局のものです。",
    False: "署名者の証明書: 信頼の確認できないものがあります。",
}


def as_json(verdict: Verdict, findings: Findings) -> dict[str, object]:
    return {
        "verdict": verdict.colour.value,
        "is": verdict.is_.value if verdict.is_ else None,
        "reasons": list(verdict.reasons),
        "every_signer_trusted": verdict.every_signer_trusted,
        "signatures": [_signature_json(one) for one in findings.signatures],
    }


def as_sentences(verdict: Verdict, findings: Findings) -> Iterator[str]:
    yield VERDICTS[verdict.colour]
    if verdict.is_ is not None:
        yield KINDS[verdict.is_]
    for reason in verdict.reasons:
        yield f"・{_reason(reason)}"
    for number, one in enumerate(findings.signatures, start=1):
        yield f"{number}. {_signature(one)}"
    if verdict.every_signer_trusted is not None:
        yield TRUST[verdict.every_signer_trusted]


def _reason(reason: str) -> str:
    """A reason is a code, with the field it was found in after a colon."""
    code, _, where = reason.partition(":")
    sentence = REASONS.get(code, code)
    return f"{sentence}（{where}）" if where else sentence


def _signature(one: SignatureFinding) -> str:
    moment = one.timestamped_at or one.signed_at
    at = instant_in_jst(moment) if moment else "日時不明"
    said = f"「{one.reason}」" if one.reason else ""
    return f"{one.signer or '署名者不明'} {at} {one.level} {said}".strip()


def _signature_json(one: SignatureFinding) -> dict[str, object]:
    instants = {"signed_at": _in_jst(one.signed_at), "timestamped_at": _in_jst(one.timestamped_at)}
    return {**asdict(one), **instants}


def _in_jst(moment: datetime | None) -> str | None:
    return moment.astimezone(JST).isoformat() if moment else None
