"""Every rule of an approval route as a row: a route, what people do, how it stands then (MK-48)."""

import pytest

from tests.approval.table import Told

ROWS = (
    # the rule of a step
    ("a&b", "", "1:ab"),
    ("a&b", "+a", "1:b"),
    ("a&b", "+b +a", "prepared"),
    ("a>b>c", "", "1:a"),
    ("a>b>c", "+a", "1:b"),
    ("a>b>c", "+b", "not_your_approval"),
    ("a>b>c", "+a +b +c", "prepared"),
    ("a|b|c", "", "1:abc"),
    ("a|b|c", "+b", "prepared"),
    ("a%b%c", "+a", "1:bc"),
    ("a%b%c", "+a +c", "prepared"),
    ("a%b%c%d", "+a +b", "1:cd"),
    ("a%b%c%d", "+a +b +d", "prepared"),
    (".", "", "1:."),
    (".", "+z", "prepared"),
    # steps follow each other
    ("a;b", "", "1:a"),
    ("a;b", "+b", "not_your_approval"),
    ("a;b", "+a", "2:b"),
    ("a;a", "+a", "2:a"),
    ("a;b|c;d", "+a +c +d", "prepared"),
    ("a&b;c", "+a +a", "not_your_approval"),
    ("a;b", "+a +b +b", "nothing_to_approve"),
    # a no
    ("a&b", "-b", "rejected"),
    ("a|b", "-a", "rejected"),
    ("a%b%c", "-a", "1:bc"),
    ("a%b%c", "-a -b", "rejected"),
    ("a%b%c", "-a +b +c", "prepared"),
    ("a%b%c", "+a -b -c", "rejected"),
    ("a%b%c%d", "-a -b", "rejected"),
    ("a%b%c", "-a +a", "not_your_approval"),
    # 差し戻し, 取り戻し, and what comes after
    ("a;b;c", "+a +b 1<c", "1:a"),
    ("a;b;c", "+a +b 2<c", "2:b"),
    ("a&b;c", "+a +b 1<c +a", "1:b"),
    ("a;b", "+a 2<b", "no_such_step"),
    ("a;b", "1<a", "no_such_step"),
    ("a;b", "+a 1<a", "not_your_approval"),
    ("a;b", "+a ^b", "owner"),
    ("a;b", "+a ^b =s", "1:a"),
    ("a;b", "+a @s", "owner"),
    ("a;b", "@a", "not_yours_to_pull_back"),
    ("a;b", "+a +b @s", "nothing_to_pull_back"),
    ("a;b", "+a @s =s", "1:a"),
    ("a;b", "+a @s #s", "1:a"),
    ("a;b", "+a ^b #a", "1:."),
    # four eyes: nobody approves what they submitted, nor as somebody's delegate
    ("s", "", "1:."),
    ("s", "+s", "cannot_approve_own_contract"),
    ("s&a", "", "1:a"),
    ("s&a", "+s/a", "cannot_approve_own_contract"),
    ("s&a", "+b/s", "cannot_approve_own_contract"),
    (".", "+s", "cannot_approve_own_contract"),
    # 代理承認
    ("a&b", "+z/a", "1:b"),
    ("a&b", "+b/a +b", "prepared"),
    ("a;b", "+z/b", "not_your_approval"),
    ("a;b", "+z/a -z/b", "rejected"),
    ("a;b", "+z/a +a", "not_your_approval"),
    (".", "+z/a", "not_your_approval"),
    # escalation
    ("a!24:e", "h23", "1:a"),
    ("a!24:e", "h24", "1:ae"),
    ("a&b!24:e", "h24 +e", "prepared"),
    ("a&b!24:e", "h24 +a", "1:be"),
    ("a!24:e;b", "+e", "not_your_approval"),
    ("a;b!24:e", "h24", "1:a"),
    ("a;b!24:e", "+a h24", "2:be"),
    ("a;b!24:e", "+a h24 1<e", "1:a"),
    ("a%b!24:a", "h24 +a", "prepared"),
    ("a!24:s", "h24", "1:a"),
    # who can approve no more is passed over (T07)
    ("a", "~a", "1:."),
    ("a!24:e", "~a", "1:e"),
    ("a&b", "~a", "1:b"),
    ("a&b", "+a ~b", "prepared"),
    ("a>b", "~a", "1:b"),
    ("a%b%c", "~c", "1:ab"),
    ("a%b%c", "+a -b ~c", "1:."),
    ("a;b", "~b +a", "2:."),
    ("a", "~z", "1:a"),
)


@pytest.mark.shows("MK-48", "MK-46")
@pytest.mark.parametrize(
    ("route", "script", "standing"), ROWS, ids=[f"{row[0]} {row[1]}".replace(" ", "_") for row in ROWS]
)
def test_a_route_goes_as_its_row_says(route: str, script: str, standing: str) -> None:
    assert Told(route).hears(script) == standing
