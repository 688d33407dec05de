"""How a contract is found by its words: rules that database and search share (domain.md E)."""

from contracts.finding.bigrams import tokens_for, tokens_of
from contracts.finding.company import company_key
from contracts.finding.findable import Findable
from contracts.finding.folding import FOLDING_VERSION, folded, searchable
from contracts.finding.words import NOTHING, Words, counterparty_words, words_from

__all__ = [
    "FOLDING_VERSION",
    "NOTHING",
    "Findable",
    "Words",
    "company_key",
    "counterparty_words",
    "folded",
    "searchable",
    "tokens_for",
    "tokens_of",
    "words_from",
]
