"""A contract with three parties, prepared, agreed to and concluded for real."""

from dataclasses import dataclass
from io import BytesIO

import pikepdf

from adapters.filling import Filling, SigningParty, SigningPlan, prepare
from adapters.imprint import surname_imprint
from adapters.sealing import Authority, LocalTimestamper, OrderedTimestamper, SealedRevision, Sealer
from tests.evidence.clock import present

PASSPHRASE = b"passphrase of the tests"
KEYS = ("a", "b", "c")
A4 = (595, 842)
PLAN = SigningPlan(
    certificate_id="01HZX3K9-7Q2M-4D5E-9ABC",
    title="業務委託契約書",
    sender="株式会社サンプル",
    parties=tuple(SigningParty(key, "乙", f"株式会社{key}", "𠮷田 太郎", imprint=True) for key in KEYS),
)


@dataclass(frozen=True, slots=True)
class Story:
    """The revisions in order: creation, one agreement for each key, conclusion."""

    prepared: bytes
    revisions: tuple[SealedRevision, ...]

    @property
    def concluded(self) -> bytes:
        return self.revisions[-1].pdf


def timestamper(authority: Authority) -> OrderedTimestamper:
    return OrderedTimestamper([LocalTimestamper(authority)], present)


def blank(pages: int = 2) -> bytes:
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=A4)
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def prepared() -> bytes:
    return prepare(blank(), PLAN)


def filling(key: str) -> Filling:
    return Filling(key, "𠮷田 太郎 2026-11-21 同意", surname_imprint("吉田").mark)


def creation_reason() -> str:
    return "𠮷田 太郎(taro@example.jp)によって2021-03-09 13:03:35.248 +0900 JSTに作成されました"


def agreement_reason(key: str) -> str:
    at = "2021-03-09 13:03:35.248 +0900 JST"
    return f"髙﨑 {key}({key}@example.jp)によって{at}に承認されました（認証: アクセスコード）"


def told(sealer: Sealer, document: bytes) -> Story:
    revisions = [sealer.certify(document, creation_reason())]
    for key in KEYS:
        revisions.append(sealer.agree(revisions[-1].pdf, filling(key), agreement_reason(key)))
    revisions.append(sealer.conclude(revisions[-1].pdf, "契約が締結されました"))
    return Story(document, tuple(revisions))
