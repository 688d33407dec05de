"""アクセスコードのヒント: what a sender starts from, in the language the sender works in (IM-40)."""

from flask_babel import lazy_gettext as _l

from contracts.preferences import Preferences

BIRTH_DATE = _l("生年月日を西暦8桁で入力してください（例：19850505）。")
IDENTITY_PHOTOS = _l("本人確認書類（運転免許証の表と裏など）の写真をお手元にご用意ください。")


def usual_hint(preferences: Preferences) -> str:
    return preferences.access_code_hint or str(BIRTH_DATE)
