"""The words of 関連する契約."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from contracts.relation import Kind

KINDS: dict[Kind, LazyString] = {
    Kind.ORIGINAL: _l("原契約"),
    Kind.INDIVIDUAL: _l("個別契約"),
    Kind.MEMORANDUM: _l("覚書"),
    Kind.AMENDMENT: _l("変更契約"),
    Kind.RENEWAL: _l("更新契約"),
    Kind.TERMINATION: _l("解約合意"),
    Kind.OTHER: _l("関連文書"),
}


def relation_label(kind: Kind | None) -> LazyString:
    """Return what the other contract is; one that follows from this is 派生する契約."""
    return KINDS[kind] if kind is not None else _l("派生する契約")
