"""How a contract is found by its words: rules that database and search share (domain.md E)."""

from contracts.finding.bigrams import LONG, begun_by, tokens_for, tokens_of, tokens_of_long, triples_for
from contracts.finding.bodies import FoldedPages, folded_page, folded_pages
from contracts.finding.company import company_key, domain_of, domain_typed
from contracts.finding.findable import BodyState, Findable
from contracts.finding.folding import FOLDING_VERSION, folded, printable, searchable
from contracts.finding.phrases import Phrase, phrase_for, spaced_pairs
from contracts.finding.tracing import Traced, folded_with_origins
from contracts.finding.words import NOTHING, Words, counterparty_words, is_cut, words_from

__all__ = [
    "FOLDING_VERSION",
    "LONG",
    "NOTHING",
    "BodyState",
    "Findable",
    "FoldedPages",
    "Phrase",
    "Traced",
    "Words",
    "begun_by",
    "company_key",
    "counterparty_words",
    "domain_of",
    "domain_typed",
    "folded",
    "folded_page",
    "folded_pages",
    "folded_with_origins",
    "is_cut",
    "phrase_for",
    "printable",
    "searchable",
    "spaced_pairs",
    "tokens_for",
    "tokens_of",
    "tokens_of_long",
    "triples_for",
    "words_from",
]
