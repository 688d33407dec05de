"""What a label is called in the language that a window is read in: the catalogue, asked for the Japanese."""

import re
from dataclasses import dataclass
from functools import cache

from babel.messages import Catalog
from playwright.sync_api import Page

from contracts.languages import SOURCE
from tests.journeys.cast import JAPANESE
from tools.catalogue import catalogue
from tools.texts import is_japanese

OURS = "株式会社サンプル"
SIGNERS = (JAPANESE.first, JAPANESE.second)
# 管理者 is the name that the first account is given.
DATA = (
    OURS,
    JAPANESE.title,
    JAPANESE.approver_name,
    "管理者",
    *(name for one in SIGNERS for name in (one.company, one.name) if name),
)
# What stands in these is data: the document itself, names of types and roles, the sender's first letter.
WORDS_OF_THE_PAGE = """() => {
    const body = document.body.cloneNode(true);
    const data = '[data-viewer-pages], select, datalist, script, .sender__seal, .language';
    body.querySelectorAll(data).forEach(one => one.remove());
    return body.textContent;
}"""


@dataclass(frozen=True, slots=True)
class Words:
    """`words("あと%(days)s日", days=3)`; a label that no page says fails in every language."""

    language: str

    def __call__(self, label: str, **values: object) -> str:
        message = _english().get(label)
        assert message is not None, label
        said = label if self.language == SOURCE else str(message.string)
        return said % values if values else said

    def whole(self, label: str, **values: object) -> re.Pattern[str]:
        """Match the whole label of a field, with whatever its badges say of 必須 and 任意."""
        badges = [need for need in ("いずれか必須", "必須", "任意") if need in _english()]
        needs = "|".join(re.escape(self(need)) for need in badges)
        return re.compile(rf"^\s*{re.escape(self(label, **values))}(\s|{needs})*$")


def japanese_left(page: Page) -> list[str]:
    """Return the lines that are still Japanese on a page in another language, but for names."""
    if page.locator("html").get_attribute("lang") == SOURCE:
        return []
    return japanese_lines(page.evaluate(WORDS_OF_THE_PAGE))


def japanese_lines(text: str) -> list[str]:
    for known in DATA:
        text = text.replace(known, "")
    return [line.strip() for line in text.splitlines() if is_japanese(line)]


@cache
def _english() -> Catalog:
    return catalogue()
