"""Which law asks whom for a consent, when, and what may be answered (domain.md C.4)."""

import pytest

from contracts import refusals
from contracts.edelivery import Answer, When, has_consented, is_asked, require_answer, require_sendable
from contracts.standing import Standing


@pytest.mark.shows("IM-82", "AD-26", "CF-18")
@pytest.mark.parametrize(
    ("code", "standing", "role", "before", "after"),
    [
        ("article37", Standing.AGENT, "借主", False, True),
        ("article37", Standing.BROKER, "貸主", False, True),
        ("article37", Standing.AGENT, "保証人", False, False),
        ("article37", Standing.OWN_SIGNER, "借主", False, False),
        ("construction", Standing.OWN_SIGNER, "元請", True, False),
        ("consumer", Standing.SENDER_AGREES, "お客様", True, False),
        ("labour", Standing.SENDER_AGREES, "従業員", True, False),
        ("fixed_term_lease", Standing.SENDER_AGREES, "借主", True, False),
        ("fixed_term_lease", Standing.SENDER_AGREES, "保証人", False, False),
        ("freelance", Standing.SENDER_AGREES, "受託者", False, False),
        ("", Standing.AGENT, "借主", False, False),
    ],
)
def test_each_class_asks_its_own_people_at_its_own_time(
    code: str,
    standing: str,
    role: str,
    before: bool,  # noqa: FBT001 -- a column of the table
    after: bool,  # noqa: FBT001 -- a column of the table
) -> None:
    assert is_asked(When.BEFORE, code, standing, role) is before
    assert is_asked(When.AFTER, code, standing, role) is after


def test_what_needs_a_notarial_deed_is_not_sent() -> None:
    require_sendable("article37")
    with pytest.raises(refusals.NotarialDeedNeeded):
        require_sendable("notarial")


def test_a_consumer_must_type_that_it_was_understood() -> None:
    with pytest.raises(refusals.PhraseDiffers):
        require_answer("consumer", "consented", "承諾します", "")
    typed = "電子交付の内容を理解し、 承諾します"
    assert require_answer("consumer", "consented", typed, "") is Answer.CONSENTED
    assert require_answer("consumer", "refused", "", "") is Answer.REFUSED


@pytest.mark.shows("LW-32")
def test_only_what_was_consented_to_can_be_withdrawn_or_taken() -> None:
    for newest in ("", "refused", "withdrawn"):
        assert not has_consented(newest)
        for answer in ("withdrawn", "delivered"):
            with pytest.raises(refusals.NothingToAnswer):
                require_answer("article37", answer, "", newest)
    for newest in ("consented", "delivered"):
        assert has_consented(newest)
        assert require_answer("article37", "withdrawn", "", newest) is Answer.WITHDRAWN


def test_an_unknown_class_or_answer_is_refused() -> None:
    for code, answer in (("", "consented"), ("article37", "perhaps")):
        with pytest.raises(refusals.NothingToAnswer):
            require_answer(code, answer, "", "")
