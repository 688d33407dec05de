"""独自の項目 of a 契約種別: asked for on the draft, held to, carried along and shown (CF-14)."""

import pytest

from contracts.custom_values import CustomValue, missing, spelled_values, value_of, values_from
from contracts.type_preset import CustomField
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from tests.desk.typing import begun, kept_contract, of
from tests.types.test_contract_types import kind_of, made
from tests.types.test_templates import contract_of, template_of
from webapp.texts.custom_values import shown_value

AREA = CustomField("area", "面積", "number")
DAY = CustomField("day", "引渡日", "date", required=True)
WHY = CustomField("why", "区分", "choice", ("新規", "更新"))


@pytest.mark.parametrize(
    ("field", "typed", "kept", "shown"),
    [
        (AREA, "１，２３４．５０", "1234.50", "1,234.50"),
        (AREA, "-12", "-12", "-12"),
        (DAY, "令和8年4月1日", "2026-04-01", "2026/04/01"),
        (WHY, "更新", "更新", "更新"),
    ],
)
def test_a_value_is_kept_in_one_spelling_and_shown_as_it_is_typed(
    field: CustomField, typed: str, kept: str, shown: str
) -> None:
    assert value_of(field, typed) == kept
    held = CustomValue(field.code, field.label, field.kind, kept)
    assert shown_value(held) == shown
    assert values_from(spelled_values([held])) == (held,)


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        (AREA, "百", "number_unreadable"),
        (AREA, "1e9", "number_unreadable"),
        (DAY, "平成40年1月1日", "day_unreadable"),
        (WHY, "解約", "choice_unknown"),
        (CustomField("note", "備考"), "あ" * 501, "custom_too_long"),
    ],
)
def test_what_does_not_fit_its_kind_is_refused(field: CustomField, typed: str, code: str) -> None:
    with pytest.raises(ValueError, match=code):
        value_of(field, typed)


def test_only_what_is_required_and_empty_is_missing() -> None:
    assert missing((AREA, DAY), ()) == (DAY,)
    assert missing((AREA, DAY), [CustomValue("day", "引渡日", "date", "2026-04-01")]) == ()


def of_item(clerk: Clerk, page: str, label: str) -> str:
    """Return the name of the input that stands under a label."""
    assert label in clerk.text
    before, _label, _after = clerk.text.partition(f"<span>{label}</span>")
    name: str = before.rpartition('for="')[2].partition('"')[0]
    assert name in clerk.fields(page)
    return name


def test_an_item_of_a_type_is_asked_for_blocks_sending_and_goes_with_the_contract(
    clerk: Clerk, administrator: Clerk, office: Office
) -> None:
    made(
        administrator,
        "顧問契約書",
        **{"party-1-role": "甲", "field-1-title": "開示目的", "field-1-required": "y"},
    )
    kind = kind_of(office, "顧問契約書")
    page = begun(clerk, title="顧問契約書", contract_type=kind.code, standing="sender_agrees")
    name = of_item(clerk, page, "開示目的")
    (party,) = clerk.parties()
    who = of(party, name="乙山 次郎", mail="otsu@example.com")
    assert clerk.sends(page, intent="confirmation", **who).status_code == 422
    assert "開示目的：契約種別で必須とされている項目を入力してください。" in clerk.text
    clerk.sends(page, intent="confirmation", **{name: "共同開発の検討"})
    assert "<dt>開示目的</dt>" in clerk.text
    draft = clerk.path.split("/")[2]
    clerk.opens(f"/contracts/{draft}/template")
    clerk.sends(f"/contracts/{draft}/template", name="顧問")
    clerk.opens(f"/drafts/{draft}/confirmation")
    clerk.sends(f"/drafts/{draft}/sending")
    assert "共同開発の検討" in clerk.opens(f"/contracts/{draft}").text.partition("<dt>開示目的</dt>")[2]
    assert "顧問契約書" in clerk.opens("/contracts?q=共同開発").text
    use = f"/templates/{template_of(office, '顧問').public_id}/draft"
    clerk.opens(use)
    assert clerk.fields(use)[of_item(clerk, use, "開示目的")] == "共同開発の検討"
    clerk.sends(use, **{name: "顧問料の見直し", "who-1-name": "丙川 三郎", "who-1-mail": "hei@example.com"})
    assert clerk.path.endswith("/confirmation")
    made_of = contract_of(office, clerk.path.split("/")[2])
    assert [one.value for one in values_from(made_of.custom_values)] == ["顧問料の見直し"]


def test_a_renamed_item_keeps_what_drafts_say_for_it(
    clerk: Clerk, administrator: Clerk, office: Office
) -> None:
    path = made(administrator, "顧問契約書", **{"party-1-role": "甲", "field-1-title": "開示目的"})
    page = begun(clerk, contract_type=kind_of(office, "顧問契約書").code)
    clerk.sends(page, intent="save", **{of_item(clerk, page, "開示目的"): "検討"})
    administrator.opens(path)
    administrator.sends(path, **{"field-1-title": "利用の目的"})
    clerk.opens(page)
    assert clerk.fields(page)[of_item(clerk, page, "利用の目的")] == "検討"
    assert [one.value for one in values_from(kept_contract(office).custom_values)] == ["検討"]
