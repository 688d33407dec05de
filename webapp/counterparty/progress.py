"""全当事者の進捗: of the others nothing but role and step (NX-05, AD-09)."""

from typing import TypedDict

from database.party import Party
from database.queries.agreement import counts_are_shown, still_to_agree
from database.queries.visits import Visit


class ShownProgress(TypedDict):
    """What `counterparty/_others.html` draws; two-party contracts show no counts."""

    counts_shown: bool
    remaining: int
    others: list[Party]


def shown_progress(found: Visit) -> ShownProgress:
    return ShownProgress(
        counts_shown=counts_are_shown(found.contract),
        remaining=still_to_agree(found.contract, found.party),
        others=[one for one in found.contract.parties if one.signs and one.id != found.party.id],
    )
