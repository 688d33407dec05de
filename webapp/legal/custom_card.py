"""独自の項目 of the chosen 契約種別, among 文書情報: one field for each, in the order of the type (CF-14)."""

from dataclasses import dataclass

from flask import request
from sqlalchemy.orm import Session
from wtforms import Form

from database.contract import Contract
from database.contract_type import ContractType
from database.queries.types import type_with_code
from webapp.drafting.custom_items import custom_form, kept_values


@dataclass(frozen=True, slots=True)
class CustomCard:
    template: str = "legal/draft/_custom.html"

    def form_of(self, session: Session, contract: Contract, *, typed: bool) -> Form:
        return custom_form(_type_of(session, contract, typed=typed), contract.custom_values, typed=typed)

    def keep(self, _session: Session, contract: Contract, form: Form) -> None:
        """A field that was not sent keeps what it holds; what another type asked for is let go of."""
        contract.custom_values = kept_values(form, contract.type, contract.custom_values)

    def pairs(self, _session: Session, _contract: Contract) -> list[tuple[str, str | int]]:
        """What the contract itself says is listed among its own facts."""
        return []


def _type_of(session: Session, contract: Contract, *, typed: bool) -> ContractType | None:
    """Return the type that the page is about to say: its fields are shown beside what is wrong."""
    chosen = request.form.get("contract_type", "") if typed else ""
    return type_with_code(session, contract.organization_id, chosen) if chosen else contract.type
