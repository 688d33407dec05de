"""The form of one 必要書類, and what is taken from it: several files, chosen or photographed (IM-43)."""

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileRequired, MultipleFileField
from wtforms import HiddenField

from contracts.document_review import MOST_FILES
from contracts.purpose_of_use import PURPOSE_VERSION
from database.queries.handed_in import HandedItem
from webapp.counterparty.asking import UNPROCESSABLE
from webapp.counterparty.forms import VisitForm, key_of
from webapp.counterparty.pages import CONFLICT
from webapp.counterparty.submission import SubmissionRefused, safe_submission
from webapp.counterparty.submitting import HandedIn


class PaperForm(VisitForm):
    """`purpose` is the version of the 利用目的 that stood above the form (LW-37)."""

    file = MultipleFileField(_l("ファイル"), [FileRequired(_l("ファイルを選んでください。"))])
    purpose = HiddenField()


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the item's files, and the status to answer."""

    item: str
    sentence: str
    status: int


def taken_from(form: PaperForm, item: HandedItem) -> list[HandedIn] | Fault:
    """Return the files made safe to keep, or why none of them is taken."""
    public_id = item.asked.public_id
    if not form.validate():
        return Fault(public_id, str(form.file.errors[0]), UNPROCESSABLE)
    if item.asked.is_identity and form.purpose.data != PURPOSE_VERSION:
        told = _("利用目的の説明が新しくなりました。もう一度お読みのうえ、提出してください。")
        return Fault(public_id, told, CONFLICT)
    if len(form.file.data) > MOST_FILES:
        return Fault(public_id, too_many(), UNPROCESSABLE)
    return _made_safe(form, item)


def too_many() -> str:
    return str(_("1つの書類に提出できるのは%(most)dファイルまでです。", most=MOST_FILES))


def _made_safe(form: PaperForm, item: HandedItem) -> list[HandedIn] | Fault:
    shown = PURPOSE_VERSION if item.asked.is_identity else ""
    taken: list[HandedIn] = []
    for upload in form.file.data:
        try:
            safe = safe_submission(upload.filename, upload.read())
        except SubmissionRefused as refused:
            sentence = refused.sentence
            if len(form.file.data) > 1:
                sentence = _("%(name)s：%(fault)s", name=upload.filename, fault=sentence)
            return Fault(item.asked.public_id, sentence, UNPROCESSABLE)
        taken.append(HandedIn(item.asked, key_of(form), safe.name, safe.data, shown))
    return taken
