"""What an index is made of; one of another make is not read but built anew."""

import json

from whoosh import analysis, fields, formats

from contracts.finding import FOLDING_VERSION
from search.bigram_index.codec import NoLengths

SCHEMA_VERSION = 3
ID, REV, WORDS = "id", "rev", "words"


def format_mark() -> str:
    codec = f"{NoLengths.__module__}.{NoLengths.__qualname__}"
    return json.dumps({"folding": FOLDING_VERSION, "schema": SCHEMA_VERSION, "codec": codec})


def schema() -> fields.Schema:
    return fields.Schema(
        **{
            ID: fields.NUMERIC(int, 64, unique=True, sortable=True),
            REV: fields.NUMERIC(int, 64, sortable=True),
            WORDS: _pairs(),
        }
    )


def _pairs() -> fields.FieldType:
    return fields.FieldType(
        format=formats.Existence(), analyzer=analysis.SpaceSeparatedTokenizer(), scorable=False
    )
