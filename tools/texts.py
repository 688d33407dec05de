"""What people read: the English catalogue is whole, and no page says Japanese past gettext."""

import re
from collections.abc import Iterator

from babel.messages.catalog import Message
from jinja2 import Environment, nodes

from tools.catalogue import ROOT, catalogue, extracted

TEMPLATES = ROOT / "templates"
JAPANESE = re.compile(r"[\u3001-\u30ff\u3400-\u9fff\uff01-\uff9f]")
# The product's own name, and 〒, ※ and the like stand in no English text.
QUOTED_TERMS = ("割符", "日本語")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
TRANSLATORS = frozenset({"_", "gettext", "ngettext", "pgettext"})
# Evidence has one wording, terms and mails have a file for each language.
OTHER_LANGUAGES = (
    "certificate/",
    "counterparty/purposes/",
    "counterparty/terms/",
    "evidence/",
    "guide/body/",
    "mail/",
)


QUOTING_A_SHEET = frozenset(
    {
        "%(count)s行にあります。UTF-8かExcelなら、そのまま保存できます。〓に置き換えて保存しても、直さずに取り込めば元の文字は変わりません。",
        "「ID」か「契約番号」の列がありません。ひな形の見出しをお使いください。",
        "「電子取引」「スキャナ」「紙原本」のどれかを入力してください。",
        "保存区分は「電子取引」「スキャナ」「紙原本」のいずれかです。",
        "締結方法は「紙」か「電子」と入力してください。",
        "締結方法は「紙」ですが、ファイルに電子署名があります。電子で締結した契約のときは、保存区分を「電子取引」にしてください。",
        "「日本語」か「英語」と入力してください。",
        "グループと権限は両方を書き、権限は編集者・閲覧者・訪問者・なしのどれかにしてください。",
        "受信者_%(n)s",
        "文書名・金額・開始日・終了日・メモは、空欄にするとテンプレートのとおりになります。",
    }
)
"""Of these the English says what stands in the cells of a CSV file, which is Japanese for everybody."""


def faults() -> list[str]:
    return [*catalogue_faults(), *template_faults(), *english_file_faults()]


def catalogue_faults() -> Iterator[str]:
    known = catalogue()
    for key in extracted():
        message = known.get(*key)
        yield from [f"not in the catalogue: {key[0]}"] if message is None else _message_faults(message)


def _message_faults(message: Message) -> Iterator[str]:
    said, meant = str(message.string or ""), str(message.id)
    if not said:
        yield f"untranslated: {meant}"
    if message.fuzzy:
        yield f"fuzzy: {meant}"
    if is_japanese(said) and meant not in QUOTING_A_SHEET:
        yield f"Japanese in English: {said}"
    if said and sorted(set(PLACEHOLDER.findall(said))) != sorted(set(PLACEHOLDER.findall(meant))):
        yield f"placeholders differ: {meant} / {said}"


def template_faults() -> Iterator[str]:
    environment = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"])  # noqa: S701 -- it only parses
    for path in sorted(TEMPLATES.rglob("*.html")):
        name = path.relative_to(TEMPLATES).as_posix()
        if not name.startswith(OTHER_LANGUAGES):
            tree = environment.parse(path.read_text("utf-8"))
            yield from (f"{name}:{line}: past gettext: {text}" for line, text in _past_gettext(tree))


def english_file_faults() -> Iterator[str]:
    for path in sorted([*TEMPLATES.rglob("*.en.*")]):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if is_japanese(line):
                yield f"{path.relative_to(TEMPLATES)}:{number}: Japanese in English: {line.strip()}"


def is_japanese(text: str) -> bool:
    for term in QUOTED_TERMS:
        text = text.replace(term, "")
    return JAPANESE.search(text) is not None


def _past_gettext(node: nodes.Node) -> Iterator[tuple[int, str]]:
    if isinstance(node, nodes.Call) and getattr(node.node, "name", "") in TRANSLATORS:
        return
    text = getattr(node, "data", None) or getattr(node, "value", None)
    if isinstance(node, nodes.TemplateData | nodes.Const) and isinstance(text, str) and is_japanese(text):
        yield node.lineno, " ".join(text.split())
    for child in node.iter_child_nodes():
        yield from _past_gettext(child)
