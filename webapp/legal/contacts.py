"""宛先帳から選ぶ: a page of its own for one party of a draft; without JavaScript nothing typed is lost."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from database.address_book import PAGE, contact_page, contact_seen_by
from database.contract import Contract
from database.engine import now_of
from database.party import Party
from database.queries.draft_parties import parties_of
from database.searchable import make_searchable
from webapp.access.finding import draft_or_404
from webapp.access.staff import staff
from webapp.drafting import fill_from, keep_address
from webapp.legal.blueprint import blueprint
from webapp.legal.finding import open_draft_or_409
from webapp.parts import parts

LONGEST_WORDS, MOST_PAGES = 200, 100_000


@blueprint.get("/drafts/<public_id>/parties/<party_id>/contact")
def contact_choice(public_id: str, party_id: str) -> str:
    words = request.args.get("q", "").strip()[:LONGEST_WORDS]
    page = min(max(1, request.args.get("page", 1, type=int)), MOST_PAGES)
    with parts().database.reading() as session:
        contract = draft_or_404(session, public_id)
        party, number = _party(session, contract, party_id)
        found = contact_page(session, staff(), words, page)
        return render_template(
            "legal/contacts.html",
            contract=contract,
            party=party,
            number=number,
            found=found,
            words=words,
            page=page,
            pages=max(1, -(-found.total // PAGE)),
        )


@blueprint.post("/drafts/<public_id>/parties/<party_id>/contact")
def choose_contact(public_id: str, party_id: str) -> ResponseReturnValue:
    with parts().database.writing() as session:
        contract = open_draft_or_409(session, public_id)
        party, _number = _party(session, contract, party_id)
        chosen = contact_seen_by(session, staff(), request.form.get("contact", ""))
        if chosen is None:
            abort(404)
        fill_from(party, chosen)
        contract.changed_at = now_of(session)
        make_searchable(session, contract)
    flash(_("宛先帳の内容を入れました。"), "success")
    return redirect(url_for("legal.draft", public_id=public_id, _anchor=f"party-{party_id}"), 303)


def file_address(session: Session, contract: Contract, party_id: str) -> None:
    """Keep the party's address as an entry of this person; what is missing is said."""
    party, _number = _party(session, contract, party_id)
    kept = keep_address(session, staff(), party)
    if kept is None:
        flash(_("宛先帳に登録するには、会社名・氏名・メールアドレスなどを入力してください。"), "warning")
    elif kept:
        flash(_("宛先帳に登録しました。"), "success")
    else:
        flash(_("この宛先は、すでに宛先帳にあります。"), "info")


def _party(session: Session, contract: Contract, party_id: str) -> tuple[Party, int]:
    found = enumerate(parties_of(session, contract), start=1)
    return next(((one, number) for number, one in found if one.public_id == party_id), None) or abort(404)
