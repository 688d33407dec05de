"""What is allowed and still deserves a second look, as codes; sentences in webapp.texts.draft_warnings."""

from collections.abc import Iterator, Sequence

from contracts.free_mail import is_free_mail
from contracts.preferences import Preferences
from contracts.standing import PartyKind
from database.contract import Contract
from database.drafting import Fault
from database.party import Party


def warnings_of(contract: Contract, parties: Sequence[Party], preferences: Preferences) -> tuple[Fault, ...]:
    return tuple(warning for party in parties for warning in _of_party(contract, party, preferences))


def _of_party(contract: Contract, party: Party, preferences: Preferences) -> Iterator[Fault]:
    """A company writes from its own domain (IM-34); a comment goes by mail alone (CF-16)."""
    corporate = party.kind != PartyKind.INDIVIDUAL
    if corporate and preferences.warns_of_free_mail and is_free_mail(party.mail):
        yield Fault("mail", "free_mail", party.public_id)
    if contract.comment and party.phone and not party.mail:
        code = "comment_on_page_only" if preferences.shows_comment_on_page else "comment_lost"
        yield Fault("phone", code, party.public_id)
