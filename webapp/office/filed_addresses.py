"""届出メールアドレス: what was filed, where it stands, and the page of each (GM-05, AD-19)."""

from dataclasses import dataclass

from flask import abort, render_template, request
from sqlalchemy.orm import Session
from wtforms.fields import SelectChoice

from contracts.filed_addresses import EntryState, Verdict, state_on
from contracts.roles import Permission
from database.office import AddressEntry
from database.queries.filed_addresses import (
    PAGE,
    EntriesWanted,
    confirmed_entry,
    decisions_on,
    entries_it_may_replace,
    entry_page,
    today_in_japan,
)
from database.queries.people import mail_key
from database.queries.preferences import preferences_of
from webapp.access.staff import require, staff
from webapp.office.address_forms import ApprovalForm, ReasonForm
from webapp.office.blueprint import blueprint
from webapp.parts import parts
from webapp.shell.languages import answers_for
from webapp.texts.dates import prose_date, table_date
from webapp.texts.filed_addresses import DECLARATIONS, STATES, TONES, VERDICTS

LONGEST_WORDS, MOST_PAGES = 200, 100_000


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry with its state as it counts today."""

    entry: AddressEntry
    state: EntryState


@blueprint.get("/filed-addresses")
def filed_addresses() -> str:
    require(Permission.SEND)
    wanted = _wanted()
    organization = staff().organization
    with parts().database.reading() as session:
        found = entry_page(session, organization.id, wanted)
        today = today_in_japan(session)
        return render_template(
            "addresses/list.html",
            rows=[Listed(row, state_on(today, row.state, row.expires_on)) for row in found.rows],
            total_found=found.total,
            wanted=wanted,
            pages=max(1, -(-found.total // PAGE)),
            states=STATES,
            tones=TONES,
            form_url=form_url(),
            is_open=preferences_of(session, organization.id).address_form_open,
        )


@blueprint.get("/filed-addresses/<public_id>")
def filed_address(public_id: str) -> str:
    require(Permission.SEND)
    with parts().database.reading() as session:
        entry = entry_or_404(session, public_id)
        return entry_shown(session, entry, approval_form(session, entry), ReasonForm(None))


def entry_or_404(session: Session, public_id: str) -> AddressEntry:
    return confirmed_entry(session, staff().organization.id, public_id) or abort(404)


def approval_form(session: Session, entry: AddressEntry) -> ApprovalForm:
    """Return the form as it stands at first: an entry of the same address is always replaced."""
    form = ApprovalForm(None)
    form.valid_until.data = entry.expires_on.isoformat() if entry.expires_on else ""
    older = entries_it_may_replace(session, entry)
    keys = {entry.mail_key, mail_key(entry.previous_mail)}
    form.replaces.data = [one.public_id for one in older if one.mail_key in keys]
    return form


def entry_shown(
    session: Session, entry: AddressEntry, approval: ApprovalForm, reason: ReasonForm, trouble: str = ""
) -> str:
    answers_for(f"/filed-addresses/{entry.public_id}")
    today = today_in_japan(session)
    approval.replaces.choices = [
        SelectChoice(one.public_id, f"{one.company}　{one.name}　{one.mail}（{table_date(one.filed_at)}）")
        for one in entries_it_may_replace(session, entry)
    ]
    return render_template(
        "addresses/entry.html",
        entry=entry,
        state=state_on(today, entry.state, entry.expires_on),
        until=prose_date(entry.expires_on) if entry.expires_on else "",
        decisions=decisions_on(session, entry),
        approval=approval,
        reason=reason,
        trouble=trouble,
        states=STATES,
        tones=TONES,
        verdicts={verdict.value: VERDICTS[verdict] for verdict in Verdict},
        declaration=DECLARATIONS.get(entry.declaration, entry.declaration),
    )


def form_url() -> str:
    return f"{parts().settings.base_url}/address/{staff().organization.public_id}"


def _wanted() -> EntriesWanted:
    asked = request.args.get("state", "")
    return EntriesWanted(
        words=request.args.get("q", "").strip()[:LONGEST_WORDS],
        state=EntryState(asked) if asked in STATES else None,
        page=min(max(1, request.args.get("page", 1, type=int)), MOST_PAGES),
    )
