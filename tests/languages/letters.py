"""The letters that a sent contract has to send, as the post is handed them."""

from contracts.letters import Letter
from contracts.messages import EffectMessage, EffectRequest
from database.contract import Contract
from database.post_desk import PostDesk
from database.record import EffectRow
from tests.counterparty.office import Office

SIGNED = frozenset({"prepare_round", "seal_agreement", "conclude", "certify"})


def letters_after_sending(office: Office) -> list[Letter]:
    desk = PostDesk(office.opened.database, "http://127.0.0.1:8080")
    return [letter for request in _due(office) for letter in desk.letters(request)]


def _due(office: Office) -> list[EffectRequest]:
    with office.opened.database.reading() as session:
        contracts = {one.id: one.public_id for one in session.query(Contract)}
        rows = session.query(EffectRow).filter(EffectRow.kind.not_in(SIGNED)).all()
    return [
        EffectRequest(
            contracts[row.contract_id], 1, EffectMessage(row.sequence, row.kind, row.recipient, row.round)
        )
        for row in rows
    ]
