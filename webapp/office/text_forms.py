"""A text in both languages, and the logo, as fields."""

from typing import TYPE_CHECKING, Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import TextAreaField
from wtforms.validators import Length

from adapters.pictures.logos import LogoFault
from contracts.office_texts import LONGEST_TEXT
from webapp.access.tidy import unix_lines

if TYPE_CHECKING:
    from collections.abc import Callable

MEGABYTE = 1024 * 1024
MOST_MEGABYTES = 2
ROWS = 12
TOO_LONG = _l("%(most)s文字までで入力してください。", most=LONGEST_TEXT)
TOO_LARGE = _l("ファイルが大きすぎます。2MBまでの画像を選んでください。")
LOGO_FAULTS: dict[LogoFault, LazyString] = {
    LogoFault.NOT_A_PHOTO: _l("PNGまたはJPEGの画像を選んでください。"),
    LogoFault.TOO_MANY_PIXELS: _l("画像が大きすぎます。2,500万画素までの画像を選んでください。"),
    LogoFault.TOO_SMALL: _l("画像が小さすぎます。縦横とも32ピクセル以上の画像を選んでください。"),
    LogoFault.DAMAGED: _l("画像が壊れていて読み取れません。別の画像を選んでください。"),
    LogoFault.BUSY: _l("ほかの画像を処理中です。少し待ってから、もう一度お試しください。"),
}


def _text(label: LazyString, language: str) -> Any:  # noqa: ANN401 -- a field of WTForms, which is untyped
    filters: list[Callable[[str | None], str]] = [unix_lines]
    attributes = {"rows": ROWS, "maxlength": LONGEST_TEXT, "lang": language}
    return TextAreaField(label, [Length(max=LONGEST_TEXT, message=TOO_LONG)], filters, render_kw=attributes)


class TextForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    """The names of the fields are those of the languages."""

    ja = _text(_l("日本語の文章"), "ja")
    en = _text(_l("英語の文章"), "en")


class LogoForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    file = FileField(_l("ロゴの画像"), [FileRequired(_l("ロゴの画像を選んでください。"))])
