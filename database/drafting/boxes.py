"""署名ボックス that the organisation asks of a request before it is sent (CF-09, IM-60)."""

from sqlalchemy.orm import Session

from contracts.boxes import BoxPolicy, lacking_boxes
from database.contract import Contract
from database.drafting.spelling import Fault
from database.party import Party
from database.queries.boxes import placers_of, seals_placed
from database.queries.draft_parties import parties_of
from database.queries.preferences import preferences_of
from database.queries.types import preset_of


def parties_lacking_boxes(session: Session, contract: Contract) -> tuple[Party, ...]:
    """Return the parties without the 署名ボックス that are asked for, in their order."""
    preferences = preferences_of(session, contract.organization_id)
    policy = BoxPolicy(preferences.min_signature_boxes, preferences.signature_boxes_for_each)
    if least := preset_of(contract.type).least_boxes(imprint=True):
        policy = BoxPolicy(least, for_each=True)
    parties = parties_of(session, contract)
    lacking = lacking_boxes(policy, placers_of(parties), seals_placed(session, contract))
    return tuple(party for party in parties if party.public_id in lacking)


def box_faults_in(session: Session, contract: Contract) -> tuple[Fault, ...]:
    return tuple(
        Fault("boxes", "boxes_missing", party.public_id) for party in parties_lacking_boxes(session, contract)
    )
