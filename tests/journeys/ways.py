"""Contracts sent by the API, and a party's clicks on each way that leads to them or away from them."""

import json
import re
from collections.abc import Callable, Sequence

from playwright.sync_api import expect

from tests.journeys.papers import service_contract
from tests.journeys.party_clicks import declares
from tests.journeys.running import Running, until
from tests.journeys.windows import Window

Body = dict[str, object]
TITLE = "業務委託契約書"
REQUEST = "ご確認のお願い"
CONCLUDED = "締結完了"
DIGITS = re.compile(r"\b\d{6}\b")


def asked(system: Running, title: str, *parties: Body, papers: int = 1, **facts: object) -> str:
    """Draft and send a contract; return its id once the parties have been written to."""
    body: Body = {"title": title, "contract_type": "nda", **facts, "parties": list(parties)}
    fees = ("330,000", *(f"{number},000" for number in range(1, papers)))
    contract = system.new_contract(body, *(service_contract(fee) for fee in fees))
    system.call("POST", f"/api/v1/contracts/{contract}/sending", b"{}")
    return contract


def person(mail: str, **asks: object) -> Body:
    return {"role": "当事者", "kind": "individual", "name": "佐藤 一郎", "email": mail, **asks}


def stage(system: Running, contract: str) -> str:
    found: str = system.call("GET", f"/api/v1/contracts/{contract}")["stage"]
    return found


def has_become(system: Running, contract: str, wanted: str) -> None:
    until(lambda: stage(system, contract) == wanted)


def follows_mail(window: Window, system: Running, mail: str, subject: str = REQUEST) -> None:
    window.page.goto(system.link(mail, subject))


def arrives(window: Window, system: Running, mail: str) -> None:
    follows_mail(window, system, mail)
    window.press_below("利用規約に同意して確認")
    window.drawn()


def confirms(window: Window) -> None:
    """Look at the final preview, and say yes to what it shows."""
    window.heads("最終プレビュー")
    window.drawn()
    says_yes(window)


def says_yes(window: Window) -> None:
    window.press_below("締結を確定")
    declares(window)
    window.press("同意して締結を確定")
    window.heads_text(re.compile("同意を記録しました|締結が完了しました"))


def agrees_plainly(window: Window, system: Running, mail: str) -> None:
    """Agree where neither a seal nor anything else is asked for."""
    arrives(window, system, mail)
    window.press_below("次へ")
    confirms(window)


def code_sent(letters: Callable[[], Sequence[str]]) -> str:
    """Wait for a letter with six digits and return the newest."""
    found: list[str] = until(lambda: [code for text in letters() for code in DIGITS.findall(text)])
    return found[-1]


def mailed_texts(system: Running, mail: str, subject: str) -> list[str]:
    bodies = [letter.get_body(("plain",)) for letter in system.mails(mail, subject)]
    return [body.get_content() for body in bodies if body is not None]


def texted(system: Running, number: str) -> list[str]:
    """Return the SMS to a number, oldest first."""
    files = sorted((system.home / "outbox").glob("*.sms"), key=lambda path: path.stat().st_mtime_ns)
    messages = [json.loads(path.read_text()) for path in files]
    return [message["text"] for message in messages if message["to"].endswith(number)]


def draws_by_hand(window: Window) -> None:
    """Two strokes of a finger in the frame."""
    window.page.get_by_role("navigation", name=window.words("印影の作り方")).get_by_role(
        "link", name=window.words("手書きサイン")
    ).click()
    paper = window.page.get_by_role("img", name=window.words("署名を書く枠"))
    expect(paper).to_be_visible()
    box = paper.bounding_box()
    assert box is not None
    mouse = window.page.mouse
    for begin, end in (((0.2, 0.3), (0.5, 0.6)), ((0.6, 0.2), (0.8, 0.7))):
        mouse.move(box["x"] + begin[0] * box["width"], box["y"] + begin[1] * box["height"])
        mouse.down()
        mouse.move(box["x"] + end[0] * box["width"], box["y"] + end[1] * box["height"], steps=6)
        mouse.up()
    window.see("pad")
    window.press("この署名を使う")
