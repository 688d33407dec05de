"""A code to the address that was typed: whose it may be, and how many there may be (AD-11, CL-54, T17)."""

from dataclasses import replace

from flask_babel import gettext as _

from contracts.claiming import is_same_person
from contracts.messages import NoticeKind, NoticeRequest
from contracts.one_time_codes import CodeBinding, CodeChannel, CodePurpose
from contracts.refusals import Refused
from database.one_time_codes import CodeAsked, CodesUsedUp, issue_code
from database.party import Party
from database.queries.visits import Visit
from webapp.access.asking import Setback
from webapp.access.codes import code_maker
from webapp.counterparty.outsiders import require_outsider
from webapp.counterparty.signing_url.browser import remote
from webapp.parts import parts
from webapp.shell.languages import reading_language
from webapp.texts.refusals import sentence_for
from workflows.door import EngineUnavailable, NotKnownYet

UNPROCESSABLE, TOO_MANY, UNAVAILABLE = 422, 429, 503


def send_code(found: Visit, binding: CodeBinding, typed: dict[str, str]) -> Setback | None:
    """Send a code to `typed["mail"]`; None if it is on its way."""
    try:
        require_outsider(found.contract, typed["mail"])
        parts().engine.notify(NoticeRequest(NoticeKind.AUTH_CODE, _issued(found, binding, typed)))
    except Refused as refused:
        return Setback(UNPROCESSABLE, refused.code, sentence_for(refused))
    except CodesUsedUp as used_up:
        sentence = _("短い時間に多くの認証コードを送りました。1時間ほど待ってから、もう一度お試しください。")
        return Setback(TOO_MANY, used_up.cap.value, sentence)
    except (EngineUnavailable, NotKnownYet):
        sentence = _("認証コードを送る仕組みが応答していません。1分ほど待ってから、もう一度お試しください。")
        return Setback(UNAVAILABLE, "engine_unavailable", sentence)
    return None


def _issued(found: Visit, binding: CodeBinding, typed: dict[str, str]) -> str:
    """Once the place is held, only its holder is sent a code; the page does not tell who that is (T18)."""
    facts = {**typed, "language": reading_language()}
    with parts().database.writing() as session:
        party = session.get_one(Party, found.party.id)
        if party.holder and not is_same_person(party.mail, typed["mail"]):
            binding = replace(binding, purpose=CodePurpose.UNSENT)
        asked = CodeAsked(found.party, binding, CodeChannel.MAIL, typed["mail"], remote(), facts)
        return issue_code(session, asked, code_maker().mint(binding)).public_id
