"""The code that proves the typed address: entered, sent again, wrong, too late (CS-09, T16)."""

import json

from flask import Response, url_for
from flask_babel import gettext as _

from contracts.locking import lock_of
from contracts.one_time_codes import LIFE
from database.factors import OneTimeCode
from database.one_time_codes import CodeTried, Outcome, Trial, newest_code, proved_code, try_code
from database.queries.visits import LinkState, Visit
from webapp.access.asking import Setback
from webapp.access.codes import code_maker
from webapp.counterparty.asking import UNPROCESSABLE, ask, origin_of
from webapp.counterparty.authentication.sent_code import SentCodeForm
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.indicator import received
from webapp.counterparty.pages import CONFLICT, go_to, page
from webapp.counterparty.signing_url.browser import binding_of, claim_visit, remote, require_drawn_for
from webapp.counterparty.signing_url.issuing import send_code
from webapp.counterparty.signing_url.taking import take_place, taken
from webapp.parts import parts

MINUTES = int(LIFE.total_seconds()) // 60


class ClaimCodeForm(SentCodeForm):
    def drawn_for(self, found: Visit) -> "ClaimCodeForm":
        self.visit.data = found.link.public_id
        return self


@blueprint.get("/signing-url/code")
def claim_code() -> Response:
    found = claim_visit()
    row = _newest(found)
    if row is None:
        return go_to(url_for("counterparty.signing_url"))
    return _asked(found, ClaimCodeForm(), row)


@blueprint.post("/signing-url/code")
def enter_claim_code() -> Response:
    found, form = claim_visit(acting=True, unless=LinkState.LOCKED), ClaimCodeForm()
    require_drawn_for(found, form)
    row = _newest(found)
    if row is None:
        return go_to(url_for("counterparty.signing_url"))
    if not form.validate():
        return _asked(found, form, row, UNPROCESSABLE)
    trial = _tried(found, str(form.code.data))
    if trial.outcome is not Outcome.RIGHT or trial.code is None:
        return _not_right(found, form, row, trial)
    answer = take_place(found, form, trial.code)
    if isinstance(answer, Setback):
        return _asked(found, form, row, answer.status, answer.sentence)
    return answer


@blueprint.post("/signing-url/code/sending")
def send_claim_code() -> Response:
    """Another code to the same address; it counts toward the hour's share and gives no try back."""
    found, form = claim_visit(acting=True), ClaimCodeForm()
    require_drawn_for(found, form)
    row = _newest(found)
    if row is None:
        return go_to(url_for("counterparty.signing_url"))
    facts = json.loads(row.facts)
    typed = {name: facts[name] for name in ("company", "name", "mail") if name in facts}
    setback = send_code(found, binding_of(found), typed)
    if setback is not None:
        return _asked(found, ClaimCodeForm(formdata=None), row, setback.status, setback.sentence)
    return go_to(url_for("counterparty.claim_code"))


def _tried(found: Visit, code: str) -> Trial:
    """Who has proved the address in this browser, but got no answer of the engine, need not do it again."""
    binding = binding_of(found)
    if found.state is LinkState.LOCKED:
        return Trial(Outcome.LOCKED)
    with parts().database.writing() as session:
        proved = proved_code(session, found.party, binding)
        if proved is not None:
            return Trial(Outcome.RIGHT, code=proved)
        proof = code_maker().proof(binding, code)
        return try_code(session, CodeTried(found.party, binding, remote()), proof)


def _not_right(found: Visit, form: ClaimCodeForm, row: OneTimeCode, trial: Trial) -> Response:
    if trial.outcome is Outcome.LOCKED:
        act = lock_of(origin_of(found), found.party.public_id, found.contract.sequence)
        ask(found, act, look_at=url_for("counterparty.signing_url"))
        return page("state", found, CONFLICT, state="locked")
    if trial.outcome is Outcome.OVERTAKEN:
        return taken(found)
    form.code.errors = [_not_right_sentence(found, trial)]
    return _asked(found, form, row, UNPROCESSABLE)


def _not_right_sentence(found: Visit, trial: Trial) -> str:
    """Once the place is held, no answer tells whether a code was sent to the address that was typed."""
    sentence: str = _("認証コードが違います。あと%(left)d回入力できます。", left=trial.left)
    if found.party.holder:
        sentence = _("認証コードが違うか、もう使えません。最後に届いたメールをご確認ください。")
    elif trial.outcome is Outcome.NONE_LIVE:
        sentence = _("この認証コードは使えません。新しい認証コードを送ってください。")
    return sentence


def _asked(
    found: Visit, form: ClaimCodeForm, row: OneTimeCode, status: int = 200, trouble: str = ""
) -> Response:
    labels, now = received(found.party)
    return page(
        "claim_code",
        found,
        status,
        form=form.drawn_for(found),
        trouble=trouble,
        address=json.loads(row.facts)["address"],
        minutes=MINUTES,
        step_labels=labels,
        step_now=now,
    )


def _newest(found: Visit) -> OneTimeCode | None:
    with parts().database.reading() as session:
        return newest_code(session, found.party, binding_of(found))
