"""Whoosh as an index of bigrams on this machine's disk: which contract may hold a word, and nothing else."""

from search.bigram_index.candidates import IndexedPairs
from search.bigram_index.keeping import Differences, KeptIndex
from search.bigram_index.reading import IndexReader
from search.bigram_index.writing import IndexWriter, retire

__all__ = ["Differences", "IndexReader", "IndexWriter", "IndexedPairs", "KeptIndex", "retire"]
