"""The forms of an approver; each says in which round and step, and for whom, the person decides."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, TextAreaField
from wtforms.validators import DataRequired, Length

from contracts.requirements import LONGEST_REASON
from webapp.casefile.approval import ShownApproval
from webapp.casefile.forms import KeyForm, fresh

TOO_LONG = Length(max=LONGEST_REASON, message=_l("%(max)d文字以内で入力してください。"))


class DecidingForm(KeyForm):
    """`round` and `step` are those that the page showed: a decision is never taken for another one."""

    on_behalf = SelectField(_l("どなたとして"), choices=[], validate_choice=False)
    round = HiddenField()
    step = HiddenField()

    @property
    def shown(self) -> tuple[int, int]:
        return _number(self.round.data), _number(self.step.data)


class ApprovalForm(DecidingForm):
    comment = TextAreaField(_l("コメント"), [TOO_LONG])


class ReturnForm(DecidingForm):
    to_step = SelectField(_l("差し戻し先"), choices=[], validate_choice=False)
    reason = TextAreaField(
        _l("差し戻し理由"), [DataRequired(_l("差し戻し理由を入力してください。")), TOO_LONG]
    )


class RejectionForm(DecidingForm):
    reason = TextAreaField(_l("却下の理由"), [DataRequired(_l("却下の理由を入力してください。")), TOO_LONG])


class PullBackForm(KeyForm):
    reason = TextAreaField(_l("取り戻す理由"), [TOO_LONG])


def approval_forms(given: dict[str, Any], approval: ShownApproval) -> dict[str, Any]:
    """Return the approver's forms of a contract's page; those of `given` keep what was typed."""
    return {
        name: fitted(given.get(name) or fresh(kind, name), approval, is_fresh=name not in given)
        for name, kind in (("approval", ApprovalForm), ("return", ReturnForm))
    } | {"absences": fresh(KeyForm, "absences")}


def fitted(form: Any, approval: ShownApproval, *, is_fresh: bool) -> Any:  # noqa: ANN401 -- forms are untyped
    """Give the form its choices; a fresh one is about what is shown now."""
    form.on_behalf.choices = list(approval.deciding_for)
    if "to_step" in form:
        form.to_step.choices = [("", _l("担当者（内容を修正できます）")), *approval.earlier]
    if is_fresh:
        form.round.data, form.step.data = str(approval.round), str(approval.number)
        form.on_behalf.data = next((one for one, _name in approval.deciding_for), "")
    return form


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else 0  # noqa: PLR2004 -- no contract has more rounds
