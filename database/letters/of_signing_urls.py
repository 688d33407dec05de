"""The letter about a 締結用URL: to the owner, without the URL, which only the contract's page shows."""

from dataclasses import replace

from contracts.effects import EffectKind
from contracts.letters import Letter, LinkPurpose
from database.letters.occasion import Occasion
from database.party import Party

ASKING = frozenset({EffectKind.INVITE, EffectKind.REMIND, EffectKind.TELL_RESUMED, EffectKind.TELL_EXTENDED})


def ready(occasion: Occasion, party: Party) -> Letter:
    """Have the party's URL made and tell the owner where it is: nobody else has an address yet."""
    facts: dict[str, object] = {
        "party_role": party.role,
        "party_organization": party.company,
        "expires_on": occasion.expires_for(party),
    }
    letter = occasion.to_owner("signing_url_ready", facts)
    return replace(letter, party=party.public_id, purpose=LinkPurpose.CLAIM)
