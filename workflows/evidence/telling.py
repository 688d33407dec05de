"""What the explanation tells: the certificate's frozen facts, what is in the package, how to check it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from contracts import evidence_package as names
from contracts.certificate import in_jst
from contracts.evidence_package import Packed
from workflows.evidence.checking import Checked, Cut, verdict_in_words
from workflows.evidence.gathering import OWN_CERTIFICATE, Gathered

FOLDERS = {
    names.SIGNED: "締結済みの契約書（PDF）。電子署名とタイムスタンプは、このファイルの中にあります。",
    names.REVISIONS: "送信・同意・締結の各段階のPDF。同じラウンドの後の版は、前の版の全バイトで始まります。",
    names.CERTIFICATES: "合意証明書。社内控には接続元などの内部の記録があり、相手方控にはありません。",
    names.RECORDS: "この契約の署名履歴と操作ログ。JSONは検証用、CSVは読むためのものです。",
    names.FINDINGS: "割符による検証の結果。",
    names.SUBMITTED: "当事者が提出した書類。本人確認書類は含めていません。",
    names.CHECKING: "署名・タイムスタンプ・証明書・失効情報を取り出したものと、確認の手順。",
}

CUT_OUT = (f"{names.CHECKING}/signatures/", f"{names.CHECKING}/revocation/")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of who did what, as the certificate has it."""

    at: str
    kind: str
    actor: str
    role: str


def told(found: Gathered, checks: Checked, listed: Sequence[Packed]) -> dict[str, object]:
    first = found.signed[0].path
    cuts = [one for one in checks.cuts if one.pdf == first]
    return {
        "facts": checks.facts,
        "organization": found.organization,
        "at": in_jst(found.at),
        "through": found.through,
        "folders": _folders(listed),
        "lines": sorted(_lines(checks.facts), key=lambda one: one.at),
        "verdicts": [(path, verdict_in_words(one)) for path, one in checks.examined.items()],
        "signatures": cuts,
        "sample": _sample(cuts),
        "last": cuts[-1].signature,
        "first": first,
        "anchors": checks.material.anchors,
        "deleted": found.deleted,
        "listed": [one for one in listed if not one.path.startswith(CUT_OUT)],
        "names": {
            "script": names.SCRIPT,
            "sums": names.SUMS,
            "verifier": names.VERIFIER,
            "index": names.INDEX,
        },
        "verifying": _verifying(found, listed),
        "has_verifier": any(one.path == names.VERIFIER for one in listed),
        "has_renewed": any("_保管用_" in one.path for one in found.signed),
        "has_anchor": any(one.path == f"{names.RECORDS}/anchor.json" for one in listed),
    }


def _verifying(found: Gathered, listed: Sequence[Packed]) -> str:
    """Return the command that holds the certificate against everything else in the package."""
    there = {one.path for one in listed}
    records = [f"{names.RECORDS}/{one}.json" for one in ("timeline", "audit", "anchor")]
    pdfs = [one.path for one in found.signed if one.path != OWN_CERTIFICATE]
    files = [OWN_CERTIFICATE, *pdfs, *(one for one in records if one in there)]
    quoted = " ".join(f"'{one}'" for one in files)
    return f"python3 {names.VERIFIER} --root {names.ROOTS} {quoted}"


def _folders(listed: Sequence[Packed]) -> list[tuple[str, str, int]]:
    """Return each folder with what it is for and how many files it has."""
    grouped = groupby(sorted(one.folder for one in listed if "/" in one.path))
    return [(folder, FOLDERS[folder], len(list(files))) for folder, files in grouped]


def _lines(facts: dict[str, Any]) -> Iterator[Line]:
    for one in facts["history"]:
        yield Line(one["at"], one["kind"], one["actor"], "")
    for party in facts["parties"]:
        for one in party["events"]:
            yield Line(one["at"], one["kind"], party["name"], party["role"])


def _sample(cuts: Sequence[Cut]) -> list[str]:
    """Return the commands for the final signature and the document timestamp, word for word."""
    chosen = [one.out for one in cuts[-2:]]
    return [line for one in chosen for line in (one.covered, *(command for _what, command in one.commands))]
