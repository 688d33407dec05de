"""関連する契約: sought by words, linked from either side, seen on both, taken away again (MK-35, MK-36)."""

from collections.abc import Sequence
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import RadioField, SelectField
from wtforms.fields import SelectChoice

from contracts.relation import FOLLOWING, Kind
from contracts.roles import Permission
from database.contract import Contract
from database.queries.archive import Wanted, contract_page
from database.queries.contracts import sent_contract_seen_by
from database.queries.relation_tree import takes_over, tree_of
from database.queries.relations import (
    CannotBeRelated,
    Related,
    RelationGoesRound,
    TooManyRelations,
    part,
    relate,
    relations_of,
)
from webapp.access.finding import sent_contract_or_404
from webapp.access.staff import by, require, staff
from webapp.archive import with_words
from webapp.casefile.forms import KeyForm, fresh
from webapp.management.blueprint import blueprint
from webapp.parts import parts
from webapp.texts.relations import KINDS

UNPROCESSABLE = 422
LONGEST_SOUGHT = 200
REFUSALS = {
    TooManyRelations: _l("関連は1つの契約につき200件までです。使わない関連を外してから登録してください。"),
    RelationGoesRound: _l("相手の契約は、この契約をもとにした契約です。原契約と派生する契約が逆になります。"),
    CannotBeRelated: _l("この契約自身か、すでに関連を登録した契約です。"),
}


class RelationForm(KeyForm):
    other = RadioField(_l("相手の契約"), validate_choice=False)
    bond = SelectField(_l("2つの契約の関係"), validate_choice=False)


@blueprint.get("/contracts/<public_id>/relations")
def relations(public_id: str) -> ResponseReturnValue:
    """Show what is related; `q` seeks the contract to add by number, title, counterparty or address."""
    require(Permission.FILE)
    with parts().database.reading() as session:
        contract = sent_contract_or_404(session, public_id)
        return _page(session, contract, fresh(RelationForm, ""), request.args.get("q", ""))


@blueprint.post("/contracts/<public_id>/relations")
def add_relation(public_id: str) -> ResponseReturnValue:
    require(Permission.FILE)
    form, typed = RelationForm(), request.form.get("q", "")
    with parts().database.writing() as session:
        contract = sent_contract_or_404(session, public_id)
        other = sent_contract_seen_by(session, staff(), form.other.data or "")
        bond = _bond(form.bond.data)
        if other is None:
            form.other.errors = [_("相手の契約を選択してください。")]
        elif bond is None:
            form.bond.errors = [_("2つの契約の関係を選択してください。")]
        elif form.validate() and _related(session, form, (contract, other), bond):
            flash(_("関連する契約を登録しました。"), "success")
            return redirect(_after(session, (contract, other), bond), 303)
        return _page(session, contract, form, typed), UNPROCESSABLE


@blueprint.post("/contracts/<public_id>/relations/<relation>/removal")
def remove_relation(public_id: str, relation: str) -> ResponseReturnValue:
    require(Permission.FILE)
    with parts().database.writing() as session:
        if not part(session, by(), sent_contract_or_404(session, public_id), relation):
            abort(404)
    flash(_("関連を外しました。"), "success")
    return redirect(_card_of(public_id), 303)


def _bond(chosen: str | None) -> tuple[bool, Kind] | None:
    """Return whether the contract at hand is the 原契約, and what the other side is; None for no answer."""
    side, _colon, kind = (chosen or "").partition(":")
    if side not in {"above", "below", "beside"} or kind not in set(Kind):
        return None
    return side != "above", Kind(kind)


def _in_order(pair: tuple[Contract, Contract], bond: tuple[bool, Kind]) -> tuple[Contract, Contract]:
    """The 原契約 first."""
    return pair if bond[0] else (pair[1], pair[0])


def _related(
    session: Session, form: RelationForm, pair: tuple[Contract, Contract], bond: tuple[bool, Kind]
) -> bool:
    try:
        relate(session, by(), form.key.data, _in_order(pair, bond), bond[1])
    except CannotBeRelated as refused:
        form.other.errors = [REFUSALS[type(refused)]]
        return False
    return True


def _after(session: Session, pair: tuple[Contract, Contract], bond: tuple[bool, Kind]) -> str:
    """Whatever may move the end of the 原契約 is asked about at once (MK-37)."""
    original, following = _in_order(pair, bond)
    if takes_over(original, following, bond[1]):
        [row] = [one for one in relations_of(session, staff(), original) if one.other.id == following.id]
        return url_for("management.effect", public_id=original.public_id, relation=row.public_id)
    return _card_of(pair[0].public_id)


def _page(session: Session, contract: Contract, form: RelationForm, typed: str) -> str:
    related = relations_of(session, staff(), contract)
    found = _found(session, contract, related, typed)
    form.other.choices = [(one.public_id, one.title) for one in found]
    form.bond.choices = _bonds()
    if len(found) == 1 and not form.other.data:
        form.other.data = found[0].public_id
    return render_template(
        "management/relations.html",
        contract=contract,
        form=form,
        related=related,
        tree=tree_of(session, staff(), contract),
        found=found,
        typed=typed,
        longest=LONGEST_SOUGHT,
    )


def _found(
    session: Session, contract: Contract, related: Sequence[Related], typed: str
) -> Sequence[Contract]:
    """Return what the words find, without the contract itself and what is related already."""
    words = typed.strip()[:LONGEST_SOUGHT]
    if not words:
        return ()
    named = sent_contract_seen_by(session, staff(), words.rstrip("/").rpartition("/")[2])
    wanted = with_words(session, Wanted(), words, "", bodies=False)
    rows = [named] if named else contract_page(session, staff(), wanted).contracts
    known = {contract.id, *(one.other.id for one in related)}
    return [row for row in rows if row.id not in known and row.sequence > 0]


def _bonds() -> list[SelectChoice]:
    above, below = _("相手が原契約で、この契約は"), _("この契約が原契約で、相手は")
    chosen: list[dict[str, Any]] = [{"value": "", "label": _("選択してください")}]
    for side, group in (("above", above), ("below", below)):
        chosen += [
            {"value": f"{side}:{kind}", "label": str(KINDS[kind]), "optgroup": group} for kind in FOLLOWING
        ]
    beside = {"value": f"beside:{Kind.OTHER}", "label": str(KINDS[Kind.OTHER]), "optgroup": _("親子ではない")}
    return [SelectChoice(**one) for one in (*chosen, beside)]


def _card_of(public_id: str) -> str:
    return url_for("management.contract", public_id=public_id, _anchor="relations")
