"""定型文: where each is put in."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from contracts.snippets import Place

PLACES: dict[str, LazyString] = {
    Place.HINT.value: _l("アクセスコードのヒント"),
    Place.COMMENT.value: _l("コメント"),
}
