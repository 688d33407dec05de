"""What is wrong with a route beyond its single fields; the errors stand beside what they are about."""

from flask_babel import gettext as _

from webapp.approval_routes.forms import RouteForm, StepForm
from webapp.approval_routes.house import House
from webapp.drafting.complaining import complain


def is_whole(form: RouteForm, house: House) -> bool:
    """Put down what is wrong and return whether nothing is."""
    steps = [entry.form for entry in form.steps if not entry.form.is_empty]
    if not steps:
        complain(form.steps[0].form.name, _("承認の段階を1つ以上入力してください。"))
    known = {one.public_id for one in house.approvers}
    judged = [_is_step_whole(step, known) for step in steps]
    return all([bool(steps), *judged, _is_span(form)])


def _is_step_whole(step: StepForm, known: set[str]) -> bool:
    wrong = (
        (len(set(step.people)) < len(step.people), step.name, _("同じ方が2回選ばれています。")),
        (len(set(step.seniors)) < len(step.seniors), step.hours, _("同じ方が2回選ばれています。")),
        (not known.issuperset(step.people), step.name, _("承認できなくなった方を選び直してください。")),
        (not known.issuperset(step.seniors), step.hours, _("承認できなくなった方を選び直してください。")),
        (
            _has_hours(step) and not step.seniors,
            step.hours,
            _("時間が過ぎたときに依頼する方を選んでください。"),
        ),
        (bool(step.seniors) and not _has_hours(step), step.hours, _("時間を1以上で入力してください。")),
    )
    for is_wrong, field, sentence in wrong:
        if is_wrong:
            complain(field, sentence)
    return not any(is_wrong for is_wrong, _field, _sentence in wrong)


def _has_hours(step: StepForm) -> bool:
    return (step.hours.data or "0").strip() not in {"", "0"}


def _is_span(form: RouteForm) -> bool:
    if form.amount_from.errors or form.amount_to.errors:
        return False
    least, most = form.amount_from.yen, form.amount_to.yen
    if least is None or most is None or least <= most:
        return True
    complain(form.amount_to, _("「この金額から」以上の金額を入力してください。"))
    return False
