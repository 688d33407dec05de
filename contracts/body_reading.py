"""Between what files a contract's documents and what reads them for finding (MK-88)."""

from collections.abc import Sequence
from dataclasses import dataclass

from contracts.envelope import joint_digest
from contracts.finding import BodyState, FoldedPages, folded_pages
from contracts.signing import FileIdentity

NO_WORDS = FoldedPages("", (), is_cut=False)


@dataclass(frozen=True, slots=True)
class BodyToRead:
    """`files` are the documents as they stand, `seen` what that was told by."""

    contract_id: int
    contract: str
    files: tuple[FileIdentity, ...]
    seen: str

    @property
    def source(self) -> str:
        return joint_digest([one.digest for one in self.files]) if self.files else ""


@dataclass(frozen=True, slots=True)
class DocumentRead:
    """`texts` has one for each page; of them `unread` are pictures that nobody read."""

    texts: tuple[str, ...]
    unread: int = 0
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class BodyRead:
    """`sealed` are the pages under the master key of `key_id`; `pictures`: scans were read, too."""

    state: BodyState
    folded: FoldedPages = NO_WORDS
    sealed: bytes | None = None
    key_id: str = ""
    pictures: bool = False


def numbered_pages(documents: Sequence[DocumentRead]) -> list[tuple[int, int, str]]:
    """Return every page with the number of its document and its own within that, from 1."""
    return [
        (document, page, text)
        for document, read in enumerate(documents, 1)
        for page, text in enumerate(read.texts, 1)
    ]


def body_of(documents: Sequence[DocumentRead]) -> tuple[BodyState, FoldedPages]:
    """Return how much of the documents is known, and their words as they are searched."""
    folded = folded_pages([text for read in documents for text in read.texts])
    unread = sum(read.unread for read in documents)
    if not documents:
        return BodyState.NONE, folded
    if not folded.text.strip():
        return (BodyState.IMAGE if unread else BodyState.READ), folded
    is_whole = not (unread or folded.is_cut or any(read.is_cut for read in documents))
    return (BodyState.READ if is_whole else BodyState.PART), folded
