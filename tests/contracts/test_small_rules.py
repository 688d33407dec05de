"""Passwords, roles, the operator's standing, the id of the certificate."""

import re

import pytest

from contracts.certificate_id import certificate_id
from contracts.password import PasswordTooWeak, require_password
from contracts.preferences import Preferences, read
from contracts.roles import Permission, Role
from contracts.standing import Standing


@pytest.mark.shows("IM-08")
@pytest.mark.parametrize(
    "password", ["", "abc1234", "abcdefgh", "12345678", "あいうえおかきくけ", "ａｂｃｄ１２３４"]
)
def test_a_password_without_letters_digits_or_length_is_refused(password: str) -> None:
    with pytest.raises(PasswordTooWeak) as refused:
        require_password(password)
    assert refused.value.facts == {"shortest": 8}


@pytest.mark.parametrize("password", ["abcd1234", "長い文章でもa1があれば"])
def test_eight_characters_with_a_letter_and_a_digit_are_enough(password: str) -> None:
    require_password(password)


def test_only_administrators_and_approvers_approve_and_the_system_reads_no_contract() -> None:
    assert {role for role in Role if role.may(Permission.APPROVE)} == {Role.ADMINISTRATOR, Role.APPROVER}
    assert not any(Role.SYSTEM.may(right) for right in (Permission.READ, Permission.DOWNLOAD))
    assert not any(Role.VIEWER.may(right) for right in (Permission.DRAFT, Permission.SEND))


def test_an_operator_that_is_a_party_is_no_witness() -> None:
    parties = {standing for standing in Standing if standing.is_party}
    assert parties == {Standing.SENDER_AGREES, Standing.OWN_SIGNER}
    assert [each for each in Standing if each.sending_is_agreement] == [Standing.SENDER_AGREES]


def test_the_certificate_has_one_id_per_round() -> None:
    first = certificate_id("contract-1", 1)
    assert re.fullmatch(r"WRF(-[A-Z2-7]{4}){4}", first)
    assert first == certificate_id("contract-1", 1)
    assert len({first, certificate_id("contract-1", 2), certificate_id("contract-2", 1)}) == 3


def test_who_gets_the_certificate_counts_as_not_set_where_no_such_way_is_known() -> None:
    assert read({"certificate_access": "everybody"}) == Preferences()
    assert not read({"certificate_access": "sender"}).gives_certificate_by("account")
