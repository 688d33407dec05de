"""Drafts of these tests, with more than one version."""

from io import BytesIO

from tests.counterparty.planning import paper
from tests.desk.site import Clerk


def drafted(clerk: Clerk, data: bytes = b"", name: str = "業務委託契約書.pdf") -> str:
    """Begin a draft with one file and return its public id."""
    clerk.opens("/drafts/new")
    clerk.uploads("/drafts/new", data or paper("業務委託契約書"), name)
    return clerk.path.split("/")[2]


def replaced(clerk: Clerk, draft: str, reason: str, data: bytes = b"") -> None:
    clerk.opens(f"/drafts/{draft}/document")
    clerk.uploads(f"/drafts/{draft}/document", data or paper(reason), "業務委託契約書.pdf", reason=reason)


def answered_with(clerk: Clerk, contract: str, data: bytes, reply: str) -> None:
    """Answer a 差し戻し with a new version."""
    clerk.opens(f"/contracts/{contract}")
    clerk.sends(
        f"/contracts/{contract}/rounds",
        **{"round-file": (BytesIO(data), "賃貸借契約書.pdf"), "round-reply": reply},
    )
