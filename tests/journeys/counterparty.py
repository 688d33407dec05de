"""The counterparty's way from the mail to 締結を確定, pressed button by button without JavaScript."""

import time
from collections.abc import Callable

from tests.journeys.person import Page, Person
from tests.journeys.running import PATIENCE_SECONDS, TROUBLE, Running

AGREED = ("同意を記録しました", "締結が完了しました")
AGAIN = {202, 500, 502, 503}


def agrees(system: Running, mail: str, code: str = "") -> Page:
    """Press on until the agreement is acknowledged; a dead server or an unknown outcome is asked again."""
    person = Person(system.base)
    link = system.link(mail, "ご確認のお願い")
    page = steady(lambda: person.get(link))
    page = pressed(person, page, "利用規約に同意して確認")
    if code:
        page = pressed(person, page, "次へ", code=code)
    page = pressed(person, page, "次へ")
    page = pressed(person, page, "印影を作成")
    page = pressed(person, page, "最終プレビュー")
    page = pressed(person, page, "締結を確定")
    page = pressed(person, page, "締結を確定", capacity="principal", declared="y")
    assert any(title in page.text for title in AGREED), (page.status, page.text)
    return page


def pressed(person: Person, page: Page, label: str, **values: str) -> Page:
    return steady(lambda: person.press(page, label, None, **values))


def steady(act: Callable[[], Page]) -> Page:
    """Do the same again, with the same keys, while the answer is trouble or not known yet."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            page = act()
            if page.status not in AGAIN:
                return page
        except TROUBLE:
            pass
        assert time.monotonic() < deadline, "no steady answer"
        time.sleep(0.2)
