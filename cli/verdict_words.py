"""A verdict as JSON for scripts and as sentences for people."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, timedelta, timezone

from contracts.reasons import instant_in_jst
from contracts.verdict import Colour, Findings, IssuedKind, SignatureFinding, Verdict
from contracts.verdict_reasons import reason_in_words

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
        yield f"・{reason_in_words(reason)}"
    for number, one in enumerate(findings.signatures, start=1):
        yield f"{number}. {_signature(one)}"
    if verdict.every_signer_trusted is not None:
        yield TRUST[verdict.every_signer_trusted]


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
