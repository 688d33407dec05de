"""What a certificate says of itself and never claims: the texts of domain.md H, word for word."""

from contracts.certificate import Statement, TimestampFacts
from contracts.standing import Standing

STANDINGS = {
    Standing.SENDER_AGREES: "当事者（送信をもって自社の同意とする）",
    Standing.OWN_SIGNER: "当事者（自社の署名者が同意する）",
    Standing.AGENT: "代理",
    Standing.BROKER: "媒介",
}
OWN_KEY = "本契約の電子署名は、各当事者の操作に基づき、{operator}が管理する署名鍵で付与したものです。"
NOT_WITNESS = "契約当事者から独立した第三者による立会人型（事業者署名型）署名ではありません。"
WITNESS = "{operator}は本契約の当事者ではなく（立場：{standing}）、立会人型（事業者署名型）署名に当たります。"
NOT_ACCREDITED = (
    "時刻は検証用TSAによるもので、総務大臣認定の時刻認証業務によるものではありません。"
    "電子帳簿保存法施行規則第4条第1項第1号・第2号のタイムスタンプには該当しません。"
)
ACCREDITED = "時刻は総務大臣認定の時刻認証業務（{provider}）によるものです。"
ACCREDITED_KIND = "認定タイムスタンプ（{authority}）"
NOT_ACCREDITED_KIND = "認定タイムスタンプではありません（検証用TSA）"
IDENTITY = (
    "確認したのは、記載の宛先に届いたURLへのアクセスと、下記の認証の通過です。"
    "氏名・役職・締結権限の真実性は確認していません。"
)
IMPRINT = "印影は画像です。印鑑登録された印鑑または電子証明書による署名を示すものではありません。"
PRESUMPTION = (
    "電子署名法第3条の推定が及ぶことを保証するものではありません。"
    "真正な成立は、認証方法その他の事情を踏まえて裁判所が判断します。"
)
OWN_CERTIFICATES = (
    "当事者が自ら管理する電子証明書で署名した同意には、その証明書の発行先を記載しています。"
    "この署名は発行者が管理する署名鍵によるものではなく、証明書の発行元による本人の確認の内容は、発行者が確認したものではありません。"
)
INTEGRITY = "変更があれば検知できます。変更そのものを防ぐものではありません。"


def statements_of(
    standing: Standing,
    operator: str,
    timestamp: TimestampFacts,
    *,
    imprints: bool,
    owns: bool,
) -> tuple[Statement, ...]:
    """Return the statements that hold for this contract, by code (AD-02, LW-12)."""
    found = [
        Statement("standing", standing_statement(standing, operator, owns=owns)),
        _timestamp_kind(timestamp),
    ]
    if not timestamp.accredited:
        found.append(Statement("not_accredited", NOT_ACCREDITED))
    found.append(Statement("identity", IDENTITY))
    if imprints:
        found.append(Statement("imprint", IMPRINT))
    return (*found, Statement("presumption", PRESUMPTION), Statement("integrity", INTEGRITY))


def told_of_own_certificates(*, used: bool) -> tuple[Statement, ...]:
    """Return what is said where a party's own key signed (LW-08)."""
    return (Statement("own_certificates", OWN_CERTIFICATES),) if used else ()


def standing_statement(standing: Standing, operator: str, *, owns: bool) -> str:
    """立会人型 is said only when the operator is no party, and none of the parties is its own (AD-02)."""
    kind = NOT_WITNESS if standing.is_party or owns else WITNESS
    return (OWN_KEY + kind).format(operator=operator, standing=STANDINGS[standing])


def _timestamp_kind(timestamp: TimestampFacts) -> Statement:
    kind = ACCREDITED_KIND if timestamp.accredited else NOT_ACCREDITED_KIND
    return Statement("timestamp", kind.format(authority=timestamp.provider or timestamp.authority))
