"""What became of a mail or an SMS, in words for the sender."""

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contracts.letters import Channel, Fate
from database.delivery import Delivery
from webapp.texts.dates import prose_date

_TITLES: dict[tuple[str, str], LazyString] = {
    (Channel.MAIL, Fate.UNDELIVERED): _l("メールが届きませんでした（不達）"),
    (Channel.SMS, Fate.UNDELIVERED): _l("SMSが届きませんでした（不達）"),
    (Channel.SMS, Fate.STOPPED): _l("未送信：配信停止"),
}
_TITLES_BY_REASON: dict[str, LazyString] = {"number_invalid": _l("SMS未到達（履歴判定NG）")}
_CURES: dict[str, LazyString] = {
    "number_invalid": _l(
        "SMSを受け取れない番号です（使われていない番号、固定電話、050のIP電話など）。正しい番号をご本人に確かめ、署名再依頼をしてください。"
    ),
    "malformed": _l("宛先の形式が正しくありません。正しい宛先をご本人に確かめ、署名再依頼をしてください。"),
    "sms_off": _l("SMSを送る設定がありません。メールアドレスをご本人に確かめ、署名再依頼をしてください。"),
    "owner_changed": _l(
        "番号の持ち主が変わっています。新しい宛先をご本人に確かめ、署名再依頼をしてください。"
    ),
}
_CHECK = _l(
    "宛先の誤りや受信の設定を、電話などでご本人に確かめてください。宛先を直すときは署名再依頼をしてください。"
)


def delivery_title(failed: Delivery) -> str:
    return str(_TITLES_BY_REASON.get(failed.reason) or _TITLES[failed.channel, failed.fate])


def delivery_detail(failed: Delivery) -> str:
    """Return the address, and the day on which a stopped number went to another owner."""
    if failed.changed_on is None:
        return failed.address
    day = prose_date(failed.changed_on)
    return str(_("%(address)s（%(day)sに番号の持ち主が変わりました）", address=failed.address, day=day))


def delivery_cure(failed: Delivery) -> str:
    return str(_CURES.get(failed.reason, _CHECK))
