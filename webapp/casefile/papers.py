"""必要書類 on the page of a contract: what this person may see of them, and the sender's two answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from contracts.day_input import day_from
from contracts.document_review import may_read_identity, may_review
from contracts.roles import Permission, Role
from database.contract import Contract
from database.queries.handed_in import HandedItem, items_of
from database.sessions import Staff
from webapp.casefile.forms import LONGEST_REASON, KeyForm, fresh


class ReceiptForm(KeyForm):
    """受領."""


class RequestForm(KeyForm):
    """再提出依頼; `day` is what `due_on` means once it has been validated."""

    reason = TextAreaField(
        _l("再提出の理由"),
        [
            DataRequired(_l("再提出の理由を入力してください。")),
            Length(max=LONGEST_REASON, message=_l("理由は%(max)d文字以内で入力してください。")),
        ],
    )
    due_on = StringField(_l("再提出の期限"), render_kw={"autocomplete": "off"})

    day: date | None = None

    def validate_due_on(self, typed: StringField) -> None:
        try:
            self.day = day_from(typed.data or "")
        except ValueError:
            raise ValidationError(_l("日付を 2026/4/1 のように入力してください。")) from None


@dataclass(frozen=True, slots=True)
class CheckedItem:
    """One item as this person sees it: whether its files open for them, and the forms they may send."""

    item: HandedItem
    may_read: bool
    receipt: ReceiptForm | None
    request: RequestForm | None


def checked_items(
    session: Session, staff: Staff, contract: Contract, given: dict[str, Any]
) -> Sequence[CheckedItem]:
    items = items_of(session, contract)
    return [_checked(staff, contract, item, given) for item in items if _is_shown(staff, contract, item)]


def reads_identity(staff: Staff, contract: Contract) -> bool:
    return may_read_identity(staff.user.role, owns=contract.owner_id == staff.user.id)


def hides_identity(staff: Staff, contract: Contract) -> bool:
    """To compliance 本人確認書類 do not exist: its right to see everything ends before them (AD-24)."""
    return Role(staff.user.role) is Role.COMPLIANCE and not reads_identity(staff, contract)


def receipt_name(item: str) -> str:
    return f"receipt-{item}"


def request_name(item: str) -> str:
    return f"request-{item}"


def _is_shown(staff: Staff, contract: Contract, item: HandedItem) -> bool:
    return not (item.asked.is_identity and hides_identity(staff, contract))


def _checked(staff: Staff, contract: Contract, item: HandedItem, given: dict[str, Any]) -> CheckedItem:
    may_read = not item.asked.is_identity or reads_identity(staff, contract)
    checks = staff.may(Permission.SEND) and may_read and may_review(contract.stage, item.state)
    receipt, request = receipt_name(item.asked.public_id), request_name(item.asked.public_id)
    return CheckedItem(
        item=item,
        may_read=may_read and staff.may(Permission.DOWNLOAD),
        receipt=(given.get(receipt) or fresh(ReceiptForm, receipt)) if checks else None,
        request=(given.get(request) or fresh(RequestForm, request)) if checks else None,
    )
