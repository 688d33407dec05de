"""What a party may do instead of agreeing, as its sender allows it (CF, IM-44)."""

from dataclasses import dataclass

from database.queries.preferences import preferences_of
from database.queries.visits import Visit
from database.succession import has_been_handed_over
from webapp.parts import parts


@dataclass(frozen=True, slots=True)
class OtherWays:
    send_back: bool
    decline: bool
    hand_over: bool
    must_hand_over: bool


def other_ways(found: Visit) -> OtherWays:
    with parts().database.reading() as session:
        preferences = preferences_of(session, found.contract.organization_id)
        must = found.party.must_hand_over and not has_been_handed_over(session, found.party)
    return OtherWays(
        preferences.allows_send_back,
        preferences.allows_decline,
        hand_over=found.party.may_hand_over or found.party.must_hand_over,
        must_hand_over=must,
    )
