"""The card 文書ごとの扱い of 文書情報の入力: who signs, reads or never gets each document (MK-65)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from wtforms import Form, SelectField
from wtforms.fields import SelectChoice

from contracts.document_ways import Way
from database.contract import Contract
from database.document import DocumentVersion
from database.document_ways import choose, chosen, ways_in
from database.envelope import names_of
from database.party import Party
from database.queries.draft_parties import parties_of
from database.queries.versions import newest_version
from webapp.casefile.dividing import told
from webapp.legal.deadlines_card import label_of
from webapp.texts.document_ways import WAYS

PREFIX = "ways"
SHORT = 16
"""Characters of a digest that name a document within one form."""


class DocumentsForm(Form):  # type: ignore[misc]  # WTForms is untyped
    """One list for each party and document; none where there is a single document."""

    documents: Sequence[str] = ()
    rows: Sequence[tuple[str, Sequence[Any]]] = ()
    is_divided = False

    @property
    def is_open(self) -> bool:
        return self.is_divided

    @property
    def said(self) -> str:
        return str(_("当事者ごとに分ける") if self.is_divided else _("全員がすべての文書に署名"))


@dataclass(frozen=True, slots=True)
class DocumentsCard:
    template: str = "legal/draft/_documents.html"

    def form_of(self, session: Session, contract: Contract, *, typed: bool) -> DocumentsForm:
        version, parties = _several(session, contract), parties_of(session, contract)
        if version is None or not parties:
            return DocumentsForm(None, prefix=PREFIX)
        fields = {
            _named(party, digest): _field(party, title)
            for party in parties
            for digest, title in zip(_digests(version), names_of(contract, version), strict=True)
        }
        kind = type("DraftsDocumentsForm", (DocumentsForm,), fields)
        sent = request.form if typed and _is_sent(fields) else None
        form: DocumentsForm = kind(sent, prefix=PREFIX, data=_kept(parties, version))
        form.documents = names_of(contract, version)
        form.rows = [
            (label_of(party), [form[_named(party, digest)] for digest in _digests(version)])
            for party in parties
        ]
        form.is_divided = any(chosen(party) for party in parties)
        return form

    def keep(self, session: Session, contract: Contract, form: DocumentsForm) -> None:
        version = _several(session, contract)
        if version is None:
            return
        for party in parties_of(session, contract):
            given = {digest: form.data.get(_named(party, digest)) for digest in _digests(version)}
            known = {digest: way for digest, way in given.items() if way in set(Way)}
            choose(party, {**chosen(party), **known})

    def pairs(self, session: Session, contract: Contract) -> list[tuple[str, str | int]]:
        version = _several(session, contract)
        if version is None:
            return []
        names = names_of(contract, version)
        return [
            (
                _("文書ごとの扱い：%(party)s", party=label_of(party)),
                told(party, ways_in(party, version), names),
            )
            for party in parties_of(session, contract)
            if ways_in(party, version).are_divided
        ] or [(_("文書ごとの扱い"), _("全員がすべての文書に署名"))]


def _several(session: Session, contract: Contract) -> DocumentVersion | None:
    version = newest_version(session, contract)
    return version if version is not None and version.further else None


def _digests(version: DocumentVersion) -> list[str]:
    return [one.working.digest for one in version.documents]


def _named(party: Party, digest: str) -> str:
    return f"way_{party.public_id.replace('-', '')}_{digest[:SHORT]}"


def _is_sent(fields: dict[str, Any]) -> bool:
    return any(f"{PREFIX}-{name}" in request.form for name in fields)


def _field(party: Party, title: str) -> SelectField:
    choices = [SelectChoice(way.value, label) for way, label in WAYS[party.signs].items()]
    label = _("%(party)sの「%(document)s」の扱い", party=label_of(party), document=title)
    return SelectField(label, choices=choices, validate_choice=False)


def _kept(parties: Sequence[Party], version: DocumentVersion) -> dict[str, str]:
    return {
        _named(party, digest): ways_in(party, version).of(place).value
        for party in parties
        for place, digest in enumerate(_digests(version), 1)
    }
