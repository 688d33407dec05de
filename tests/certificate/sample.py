"""Facts of a concluded contract, small or as long as a test wants them."""

from contracts.certificate import (
    Anchor,
    CertificateFacts,
    ConclusionFacts,
    Detail,
    EventLine,
    FileFacts,
    PartyFacts,
    RoundFacts,
    SigningCertificate,
    TimestampFacts,
)
from contracts.certificate_statements import statements_of
from contracts.standing import Standing

OPERATOR = "株式会社サンプル不動産管理"
REASON = "第3条の賃料が事前の説明と異なります。"
REPLY = "第3条を修正しました。"
ADDRESS = "203.0.113.77"
AGENT = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)"
LOCAL = TimestampFacts(
    "割符 テスト用 時刻認証局",
    accredited=False,
    at="2026-11-21T13:05:12.000+09:00",
    serial="7f3a9c0d11e2",
    policy="1.3.6.1.4.1.55555.1.1",
)
SIGNER = SigningCertificate(
    "Common Name: 割符 テスト用 電子契約署名, Organization: 割符 (テスト用・本番使用不可), Country: JP",
    "Common Name: 割符 テスト用 発行認証局, Organization: 割符 (テスト用・本番使用不可), Country: JP",
    "5c1e77aa0b",
    "2026-11-01T00:00:00.000+09:00",
    "2031-10-31T00:00:00.000+09:00",
)
BY_THE_ENGINE = {"party_invited", "mail_sent", "contract_concluded"}
FILES = (
    FileFacts("uploaded", "建物賃貸借契約書.pdf", 4, 182_331, "a" * 64),
    FileFacts("sent", "建物賃貸借契約書.pdf", 5, 203_118, "b" * 64),
    FileFacts("concluded", "建物賃貸借契約書.pdf", 5, 421_007, "0123456789abcdef" * 4),
)
ROUNDS = (
    RoundFacts(1, "2026-11-19T10:00:00.000+09:00", 1, "d" * 64, "void", ("佐藤 一郎",)),
    RoundFacts(2, "2026-11-20T10:00:00.000+09:00", 2, "b" * 64, "concluded", ()),
)


def an_event(at: str, kind: str, sequence: int, **details: str) -> EventLine:
    found = tuple(Detail(name, value) for name, value in details.items())
    if kind in BY_THE_ENGINE:
        return EventLine(at, kind, 2, sequence, details=found)
    return EventLine(at, kind, 2, sequence, "佐藤 一郎", ADDRESS, AGENT, found)


def a_party(number: int = 1, name: str = "佐藤 一郎", company: str = "", role: str = "借主") -> PartyFacts:
    day = "2026-11-21T1"
    return PartyFacts(
        order=number,
        role=role,
        company=company,
        name=name,
        mail=f"party{number}@example.com",
        kind="individual",
        own=False,
        signs=True,
        capacity="",
        authenticated=("mail_link", "access_code"),
        agreed_at=f"{day}3:02:03.248+09:00",
        events=(
            an_event(f"{day}0:00:01.120+09:00", "party_invited", 5),
            an_event(f"{day}0:00:02.004+09:00", "mail_sent", 5, template="sign_request"),
            EventLine(f"{day}1:30:00.000+09:00", "visit_began", 2, 0),
            an_event(f"{day}1:31:10.500+09:00", "terms_accepted", 6, terms_version="2026-11"),
            an_event(f"{day}1:31:30.500+09:00", "party_locked", 7),
            an_event(
                f"{day}1:50:00.000+09:00", "document_submitted", 8, title="本人確認書類", sha256="c" * 64
            ),
            an_event(
                f"{day}3:02:03.248+09:00",
                "agreement_recorded",
                9,
                factor="mail_link",
                shown_sha256="b" * 64,
                shown_revision="1",
                imprint_method="generated",
                imprint_sha256="e" * 64,
            ),
        ),
    )


def some_facts(
    *parties: PartyFacts, standing: Standing = Standing.AGENT, timestamp: TimestampFacts = LOCAL
) -> CertificateFacts:
    return CertificateFacts(
        certificate_id="WRF-7Q2M-4D5E-9ABC-K3TN",
        issued_at="2026-11-21T13:05:20.001+09:00",
        issuer=OPERATOR,
        title="建物賃貸借契約書（サンプルハイツ203号室）",
        number="2026-000042",
        contract_type="建物賃貸借",
        standing=standing,
        sender="鈴木 花子",
        sender_mail="sender@example.co.jp",
        round=2,
        files=FILES,
        conclusion=ConclusionFacts(
            "2026-11-21T13:02:03.248+09:00", "2026-11-21T13:05:11.000+09:00", "B-LTA", timestamp, SIGNER
        ),
        parties=parties or (a_party(1), a_party(2, "𠮷田 髙﨑子", "株式会社𠮷野", "貸主")),
        rounds=ROUNDS,
        history=(
            an_event("2026-11-19T10:00:00.000+09:00", "contract_submitted", 1),
            an_event("2026-11-19T10:05:00.000+09:00", "approval_given", 2),
            an_event("2026-11-19T15:00:00.000+09:00", "sent_back", 3, reason=REASON),
            an_event("2026-11-20T10:00:00.000+09:00", "round_opened", 4, reply=REPLY),
            an_event("2026-11-21T13:05:12.000+09:00", "contract_concluded", 10, sha256=FILES[2].sha256),
        ),
        statements=statements_of(standing, OPERATOR, timestamp, imprints=True, owns=False),
        verify_url="https://keiyaku.example.jp/verify",
        anchor=Anchor("0b7e7a52-6f55-4d5c-9d0a-3f6c1a2b4c5d", 10, "f" * 64, 218, "9" * 64),
    )
