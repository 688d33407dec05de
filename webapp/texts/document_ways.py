"""署名 / 確認 / 送付しない of one document for one party (MK-65)."""

from collections.abc import Mapping

from flask_babel import LazyString, lazy_pgettext

from contracts.document_ways import Way

WAYS: Mapping[bool, Mapping[Way, LazyString]] = {
    True: {
        Way.SIGN: lazy_pgettext("文書の扱い", "署名"),
        Way.READ: lazy_pgettext("文書の扱い", "確認"),
        Way.NONE: lazy_pgettext("文書の扱い", "送付しない"),
    },
    False: {
        Way.SIGN: lazy_pgettext("文書の扱い", "確認"),
        Way.NONE: lazy_pgettext("文書の扱い", "送付しない"),
    },
}
"""By whether the party signs anything at all."""


def way_words(way: Way, *, signs: bool) -> str:
    return str(WAYS[signs].get(way, WAYS[True][way]))
