"""Whoosh's codec without field lengths.

Whoosh 2.7.4 looks for a length column on disk once per posting; nothing here is scored, so it is told that
there is none (2.6 times the speed). The class is pickled by its path into every index: moving it is a new
format (search/bigram_index/format.py).
"""

from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3PerDocReader

BLOCK = 2048


class NoLengthsReader(W3PerDocReader):  # type: ignore[misc]  # Whoosh is untyped
    def doc_field_length(self, _docnum: int, _fieldname: str, default: int = 0) -> int:
        return default


class NoLengths(W3Codec):  # type: ignore[misc]  # Whoosh is untyped
    def per_document_reader(self, storage: Any, segment: Any) -> NoLengthsReader:  # noqa: ANN401 -- Whoosh's own
        return NoLengthsReader(storage, segment)


def codec() -> NoLengths:
    return NoLengths(blocklimit=BLOCK)
