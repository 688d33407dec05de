"""届出メールアドレス on a draft's pages: 届出から入れる, and what is ticked before sending (AD-19)."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import flash, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from database.party import Party
from database.queries.filed_addresses import outdated_addresses
from webapp.access.asking import Setback
from webapp.drafting import take_filed
from webapp.legal.forms import PartyForm
from webapp.texts.filed_addresses import outdated_sentence

TICK = "outdated"
FILLED = ("kind", "company", "name", "mail", "phone", "language", "access_code_hint")


@dataclass(frozen=True, slots=True)
class OutdatedLine:
    """One tick box; `id` is that of its control."""

    id: str
    token: str
    who: str
    mail: str
    sentence: str
    entry: str
    ticked: bool


def fill_in(session: Session, party: Party, form: PartyForm) -> None:
    """Fill row and form alike: a page shown again for another party's fault must not undo it."""
    if take_filed(session, party, form.filed.data or "") is None:
        flash(_("選んだ届出は、いまは使えません。もう一度選んでください。"), "warning")
        return
    for name in FILLED:
        form[name].data = getattr(party, name)
    form.phone_obtained_on.data = ""
    flash(_("届出の内容を入れました。アクセスコードも設定されています。"), "success")


def outdated_lines(session: Session, parties: Sequence[Party]) -> list[OutdatedLine]:
    ticked = ticked_addresses()
    return [
        OutdatedLine(
            id=f"outdated-{at}",
            token=one.token,
            who=f"{one.party.company}　{one.party.name}".strip(),
            mail=one.party.mail,
            sentence=outdated_sentence(one.why),
            entry=one.entry.public_id,
            ticked=one.token in ticked,
        )
        for at, one in enumerate(outdated_addresses(session, parties))
    ]


def ticked_addresses() -> list[str]:
    return request.form.getlist(TICK)


def unnoticed() -> Setback:
    sentence = _("届出が有効でないメールアドレスがあります。下の欄で確認の印を付けてから送信してください。")
    return Setback(422, "address_outdated", sentence)
