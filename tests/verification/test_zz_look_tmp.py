from pathlib import Path
from tests.verification.conftest import *
from tests.conftest import *
from tests.counterparty.planning import Plan, paper
from tests.desk.cases import concluded
import pytest

def test_look(browser, address, office, story):
    sent = office.sent(Plan(imprint=False))
    way = office.newest_bytes(sent)
    concluded(office, sent)
    files = {"concluded": office.newest_bytes(sent), "way": way, "foreign": story.concluded, "red": story.concluded + b"\nx", "bad": b"no", "form": None}
    for width in (1280, 360):
        ctx = browser.new_context(viewport={"width": width, "height": 800})
        page = ctx.new_page()
        for name, pdf in files.items():
            page.goto(f"{address}/verify")
            if pdf is not None:
                f = Path("/tmp/verifylook") / "f.pdf"; f.write_bytes(pdf)
                page.get_by_label("検証するPDF").set_input_files(f)
                page.get_by_role("button", name="検証する", exact=True).click()
            page.screenshot(path=f"/tmp/verifylook/{name}-{width}.png", full_page=True)
        ctx.close()
