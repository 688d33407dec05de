"""A contract brought to its conclusion in the record alone, without waiting for anyone's signature."""

from datetime import date

from contracts import acts
from contracts.acts import Act, Origin
from contracts.deadlines import ENGINE
from contracts.evolve import folded
from contracts.messages import PartyProgress, RecordRequest, to_message
from contracts.transition import transition
from database.engine import now_of
from database.ledger import Ledger
from database.rebuilding import record_of
from tests.lifecycle.office import Draft, Office

SENT, FINAL = "ab" * 32, "cd" * 32


def concluded_on_record(
    office: Office, starts_on: date | None = None, ends_on: date | None = None, *, owes: bool = False
) -> Draft:
    """Return a contract with these dates whose every act is recorded and whose every effect is done.

    With `owes` the mails that tell of the conclusion are still to be sent.
    """
    draft = office.draft([1])
    office.dated(draft, starts_on, ends_on)
    party, version = draft.parties[0].id, "2026-11"
    for act in (
        draft.submit,
        acts.RecordPreparation("prepared", ENGINE, 1, SENT, 1),
        acts.AcceptTerms("accepted", Origin(party), party, 1, version),
        acts.Agree("agreed", Origin(party), party, 1, SENT, 1, "imprint", FINAL, ["mail_link"]),
        acts.RecordSealing("sealed", ENGINE, party, 1, FINAL, 2),
        acts.RecordConclusion("concluded", ENGINE, 1, FINAL, 3),
    ):
        record_act(office, draft.contract, act)
    certified = acts.RecordCertificates("certified", ENGINE, 1, SENT, FINAL)
    record_act(office, draft.contract, certified, owes=owes)
    return draft


def record_act(office: Office, contract: str, act: Act, *, owes: bool = False) -> None:
    with office.opened.database.reading() as session:
        now = now_of(session)
        state = folded(contract, record_of(session, office.contract(contract)))
    step = transition(state, act, now)
    effects = [to_message(effect) for effect in step.effects]
    refusal = Ledger(office.opened.database).record(
        RecordRequest(
            contract=contract,
            epoch=office.contract(contract).epoch,
            events=list(step.events),
            effects=effects,
            finished=[] if owes else effects,
            stage=step.state.stage.value,
            round=step.state.round,
            sent_digest=step.state.sent_digest,
            due=step.state.due.isoformat() if step.state.due else "",
            parties=[PartyProgress(party.id, party.progress.value) for party in step.state.parties],
            life=step.state.life.value,
        )
    )
    assert refusal == ""
