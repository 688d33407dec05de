"""What a sender may do and should look at once more, in words (IM-34, CF-16)."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    "free_mail": _l(
        "法人の方に、フリーメールのアドレスが入力されています。会社のメールアドレスかどうかご確認ください。このまま送信することもできます。"
    ),
    "comment_on_page_only": _l(
        "SMSだけで届ける方には、コメントはSMSに記載されません。リンク先の画面には表示されます。"
    ),
    "comment_lost": _l("SMSだけで届ける方には、コメントは届きません。メールアドレスも入力すると届きます。"),
}


def warning_sentence(code: str) -> str:
    return str(SENTENCES[code])
