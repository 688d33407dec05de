"""What differs between the words of two PDFs, read in a confined child (NX-04)."""

from adapters.comparing.changes import Change, Run, changes_between
from adapters.comparing.words import Sentence, sentences_of

__all__ = ["Change", "Run", "Sentence", "changes_between", "sentences_of"]
