"""What can be found out of the signed files: their signatures as objects of their own, and our verdict."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from adapters.files import FileStore
from adapters.proof import CutSignature, Material, SignedPdf, material_in, read_signed
from contracts import evidence_package as names
from contracts.certificate import in_jst
from contracts.evidence_package import CutOut, path_name
from contracts.verdict import verdict_of
from contracts.verdict_reasons import reason_in_words
from contracts.verdict_report import report_of
from database.engine import Database
from database.queries.issued import issued_file
from workflows.evidence.gathering import OWN_CERTIFICATE, Gathered
from workflows.verifying import Anchors, Examined

AT_ONCE = 8
"""Files that one child reads: its start costs more than a file."""
VERDICTS = {
    "genuine": "この記録の原本と1バイトも違わない",
    "green": "署名の後の変更なし",
    "amber": "確認が必要な点あり",
    "red": "署名は有効ではない",
    "unsigned": "電子署名なし",
}
Made = tuple[str, str, bytes]
"""Path, what it is, contents."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A signature of the file at `pdf`, where it is kept and what it is called."""

    pdf: str
    stem: str
    signature: CutSignature

    @property
    def label(self) -> str:
        return f"{self.pdf} {self.signature.field} {self.at}"

    @property
    def at(self) -> str:
        return in_jst(self.signature.at)

    @property
    def out(self) -> CutOut:
        one = self.signature
        _, before, resumes, after = one.byte_range
        return CutOut(self.pdf, self.stem, self.label, before, resumes, after, one.at, one.is_timestamp)

    @property
    def files(self) -> Iterator[Made]:
        one = self.signature
        if not one.is_timestamp:
            yield f"{self.stem}.p7s", f"署名（CMS）{one.field}", one.der
            yield f"{self.stem}.value", f"署名値 {one.field}", one.value
        yield f"{self.stem}.tst", f"タイムスタンプトークン {one.field}", one.token


@dataclass(frozen=True, slots=True)
class Checked:
    """`examined` by the path of the file; `facts` are what the certificate of agreement embeds."""

    cuts: tuple[Cut, ...]
    material: Material
    examined: dict[str, Examined]
    facts: dict[str, Any]


def checked(database: Database, files: FileStore, anchors: Anchors, found: Gathered) -> Checked:
    """Read the signed files, a few at a time; raises ConfinedTaskFailed."""
    read: dict[str, SignedPdf] = {}
    for start in range(0, len(found.signed), AT_ONCE):
        some = found.signed[start : start + AT_ONCE]
        pdfs = [files.read(one.file) for one in some]
        answers = read_signed(pdfs, anchors.signers, anchors.timestamps)
        read |= {one.path: answer for one, answer in zip(some, answers, strict=True)}
    return Checked(
        cuts=tuple(_cuts(read)),
        material=material_in(read.values()),
        examined=dict(_examined(database, found, read)),
        facts=json.loads(read[OWN_CERTIFICATE].embedded),
    )


def _examined(
    database: Database, found: Gathered, read: dict[str, SignedPdf]
) -> Iterator[tuple[str, Examined]]:
    with database.reading() as session:
        for one in found.signed:
            digest, findings = one.file.digest, read[one.path].findings
            yield one.path, Examined(digest, findings, verdict_of(findings, issued_file(session, digest)))


def _cuts(read: dict[str, SignedPdf]) -> Iterator[Cut]:
    for number, (path, one) in enumerate(read.items(), 1):
        for at, signature in enumerate(one.signatures, 1):
            stem = f"{names.CHECKING}/signatures/{number:02d}-{at:02d}_{path_name(signature.field)}"
            yield Cut(path, stem, signature)


def files_for_checking(found: Checked) -> Iterator[Made]:
    """Yield what openssl is handed: signatures, tokens, certificates, revocation data, and the commands."""
    for cut in found.cuts:
        yield from cut.files
    yield names.ROOTS, "ルート証明書（信頼の起点）", found.material.roots
    yield (
        names.INTERMEDIATES,
        "そのほかの証明書（署名者・時刻認証局・中間認証局）",
        found.material.intermediates,
    )
    for at, data in enumerate(found.material.lists, 1):
        yield f"{names.CHECKING}/revocation/{at:02d}.crl", "失効リスト（CRL）", data
    for at, data in enumerate(found.material.responses, 1):
        yield f"{names.CHECKING}/revocation/{at:02d}.ocsp", "失効確認の応答（OCSP）", data
    yield names.SCRIPT, "openssl による確認の手順", names.script(one.out for one in found.cuts).encode()


def reports(found: Checked, anchors: Anchors) -> Iterator[Made]:
    told = {
        path: report_of(one.digest, one.verdict, one.findings, anchors.provider_of)
        for path, one in found.examined.items()
    }
    body = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    yield (
        f"{names.FINDINGS}/verification.json",
        "割符による検証の結果（機械で読むための全項目）",
        body.encode(),
    )
    lines = "\n".join(line for path, one in found.examined.items() for line in _lines(path, one))
    yield f"{names.FINDINGS}/verification.txt", "割符による検証の結果", f"{lines}\n".encode()


def verdict_in_words(one: Examined) -> str:
    reasons = "、".join(map(reason_in_words, one.verdict.reasons))
    return VERDICTS[one.verdict.colour.value] + (f"（{reasons}）" if reasons else "")


def _lines(path: str, one: Examined) -> Iterator[str]:
    yield f"■ {path}"
    yield f"  SHA-256: {one.digest}"
    yield f"  判定: {verdict_in_words(one)}"
    for signature in one.findings.signatures:
        at = in_jst(signature.timestamped_at) if signature.timestamped_at else "不明"
        sound = "変更なし" if signature.intact and signature.valid else "変更あり"
        trust = "信頼の起点までたどれる" if signature.trusted else "信頼の起点までたどれない"
        yield f"  - {signature.field}（{signature.level}）{at} {sound}・{trust}"
        yield f"    署名者: {signature.signer}"
        if signature.reason:
            yield f"    理由: {signature.reason}"
    yield ""
