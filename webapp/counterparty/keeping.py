"""保管: the papers of a visit put into the account of the address they came to (GM-27, GM-40)."""

from dataclasses import dataclass
from datetime import date

from flask import Response, flash, url_for
from flask_babel import gettext as _

from contracts.claiming import is_same_person
from contracts.keeping import last_day_to_keep, may_keep
from database.engine import now_of
from database.queries.preferences import preferences_of
from database.queries.reader_links import host_of
from database.queries.reader_papers import claim_paper, mailed_at
from database.queries.visits import Visit
from webapp.access.readers import signed_in_reader
from webapp.counterparty import guard
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.pages import CONFLICT, go_to, page
from webapp.counterparty.telling import tell
from webapp.parts import parts


@dataclass(frozen=True, slots=True)
class Offer:
    """保管 as the page of the papers has it; `last_day` in Japan is the last on which it works (CF-01)."""

    last_day: date
    is_open: bool


def offer_of(found: Visit) -> Offer | None:
    """Return what is offered; None where no account can be, or the party has no address to prove (GM-41)."""
    with parts().database.reading() as session:
        chosen, host = preferences_of(session, found.contract.organization_id), host_of(session)
        is_hosts = host is not None and host.id == found.contract.organization_id
        if not (is_hosts and chosen.accounts_open and found.party.mail):
            return None
        since, days = mailed_at(session, found.party), chosen.claim_into_account_days
        return Offer(last_day_to_keep(since, days), may_keep(since, days, now_of(session)))


@blueprint.post("/concluded/keeping")
def keep() -> Response:
    """The papers go to the account of the party's address, whoever is signed in (T20)."""
    found = guard.visit()
    offer = offer_of(found)
    if offer is None:
        return go_to(url_for("counterparty.concluded"))
    if not offer.is_open:
        return page("keeping_too_late", found, CONFLICT, last_day=offer.last_day)
    with parts().database.writing() as session:
        claim_paper(session, found.party)
        tell(session, found, "paper_claimed")
    _say_what_is_next(found)
    return go_to(url_for("readers.papers"))


def _say_what_is_next(found: Visit) -> None:
    signed_in, mail = signed_in_reader(), found.party.mail
    if signed_in is None:
        flash(
            _(
                "ログインまたは登録すると、「%(title)s」が一覧に保管されます。"
                "%(mail)s のアカウントをお使いください。",
                title=found.contract.title,
                mail=mail,
            ),
            "info",
        )
    elif is_same_person(signed_in.reader.mail, mail):
        flash(_("「%(title)s」を保管しました。", title=found.contract.title), "success")
    else:
        flash(
            _(
                "「%(title)s」は %(mail)s に届いた書類です。"
                "このアドレスのアカウントでログインすると、一覧に表示されます。",
                title=found.contract.title,
                mail=mail,
            ),
            "warning",
        )
