"""Who takes part in the browser journeys and what they write, once in Japanese and once in English."""

from dataclasses import dataclass

from contracts.languages import SOURCE
from tests.journeys.devices import PHONE, SMALL_PHONE, Device


@dataclass(frozen=True, slots=True)
class Signer:
    name: str
    mail: str
    role: str
    company: str = ""


@dataclass(frozen=True, slots=True)
class Cast:
    """`request` and `concluded` are words of the subjects of the mails that the first signer gets."""

    language: str
    locale: str
    phone: Device
    title: str
    sender: str
    approver: str
    approver_name: str
    first: Signer
    second: Signer
    code: str
    hint: str
    paper: str
    reason: str
    reply: str
    request: str
    concluded: str


JAPANESE = Cast(
    language=SOURCE,
    locale="ja-JP",
    phone=SMALL_PHONE,
    title="業務委託契約書",
    sender="",
    approver="boss@example.co.jp",
    approver_name="部長 太郎",
    first=Signer("佐藤 一郎", "sato@example.com", "受託者"),
    second=Signer("高橋 美咲", "takahashi@example.co.jp", "受託者", "株式会社みどり企画"),
    code="19850505",
    hint="生年月日8桁（西暦）",
    paper="履歴事項全部証明書（3か月以内）",
    reason="第2条の委託料を、合意した月額330,000円に直してください。",
    reply="第2条の委託料を、合意した月額330,000円に改めました。",
    request="ご確認のお願い",
    concluded="締結完了",
)
ENGLISH = Cast(
    language="en",
    locale="en-GB",
    phone=PHONE,
    title="Services Agreement",
    sender="sender@example.com",
    approver="director@example.com",
    approver_name="Jiro Suzuki",
    first=Signer("Ichiro Sato", "ichiro@example.com", "Contractor"),
    second=Signer("Misaki Takahashi", "misaki@example.com", "Contractor", "Midori Planning K.K."),
    code="19850505",
    hint="Your date of birth in eight digits",
    paper="Certificate of full registry records",
    reason="Please change the fee in Article 2 to the agreed 330,000 yen a month.",
    reply="The fee in Article 2 was changed to the agreed 330,000 yen a month.",
    request="Request for review",
    concluded="Concluded",
)
