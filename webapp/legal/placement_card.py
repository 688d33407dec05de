"""The card 保管場所 of 文書情報の入力: the folder that the contract goes into, and 親展 (MK-77, MK-79)."""

from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import BooleanField, Form, SelectField

from database.contract import Contract
from database.queries.folders import SEPARATOR, path_to
from webapp.access.shelf_choices import NOWHERE, folder_choices, folder_chosen, public_id_of

PREFIX = "placement"
MARK = f"{PREFIX}-folder"
"""A list is always sent: a form without it does not know the card, and leaves what is kept alone."""


class PlacementCardForm(Form):  # type: ignore[misc]  # WTForms is untyped
    folder = SelectField(_l("フォルダ"), validate_choice=False)
    confidential = BooleanField(_l("親展にする"))

    @property
    def said(self) -> str:
        """Return what the fold says when it is closed: where the contract goes."""
        chosen = self.folder.data or ""
        known = {one.value: str(one.label) for one in self.folder.choices if one.value != NOWHERE}
        words = [known.get(chosen, _("未整理")), *([_("親展")] if self.confidential.data else [])]
        return str(_("、").join(words))


@dataclass(frozen=True, slots=True)
class PlacementCard:
    template: str = "legal/draft/_placement.html"

    def form_of(self, session: Session, contract: Contract, *, typed: bool) -> PlacementCardForm:
        held = {
            "folder": public_id_of(session, contract.folder_id),
            "confidential": contract.confidential,
        }
        is_sent = typed and MARK in request.form
        form = PlacementCardForm(request.form if is_sent else None, prefix=PREFIX, data=held)
        form.folder.choices = folder_choices(session, contract.folder_id)
        return form

    def keep(self, session: Session, contract: Contract, form: PlacementCardForm) -> None:
        """A folder that may not be filed into changes nothing: it was none of the choices (T06)."""
        if MARK not in request.form:
            return
        if form.folder.data in {choice.value for choice in form.folder.choices}:
            folder = folder_chosen(session, form.folder.data)
            contract.folder_id = folder.id if folder else None
        contract.confidential = form.confidential.data

    def pairs(self, session: Session, contract: Contract) -> list[tuple[str, str | int]]:
        kept = [(_("フォルダ"), SEPARATOR.join(path_to(session, contract)))] if contract.folder_id else []
        secret = [(_("親展"), _("関係者と親展書類管理者だけに表示する"))] if contract.confidential else []
        return [*kept, *secret]
