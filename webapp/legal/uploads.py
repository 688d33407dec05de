"""The file input of every upload, and what is said when files are refused."""

from collections.abc import Sequence

from flask import flash
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileRequired, MultipleFileField
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from contracts.policies import LimitReached
from contracts.versioning import LONGEST_REASON
from database.document import DocumentVersion
from database.queries.envelopes import NewDocument
from webapp.access.staff import staff
from webapp.drafting import EnvelopeFull, Refusal, Taken, documents_from
from webapp.texts.refusals import sentence_for
from webapp.texts.uploads import envelope_refusal, upload_refusal


class UploadForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    file = MultipleFileField(_l("契約書のファイル"), [FileRequired(_l("ファイルを選んでください。"))])


class ReplacementForm(UploadForm):
    """From the second version on a change says why it was made (MK-38)."""

    reason = StringField(
        _l("変更の理由"),
        [
            DataRequired(_l("変更の理由を入力してください。")),
            Length(max=LONGEST_REASON, message=_l("理由は%(max)d文字以内で入力してください。")),
        ],
    )


def taken(form: FlaskForm, beside: DocumentVersion | None = None) -> Taken:
    """Take in what was chosen for an envelope with the documents of `beside`; faults stand at the field."""
    held = beside.documents if beside else []
    chosen = [file for file in form.file.data or () if file]
    try:
        found = documents_from(staff(), chosen, len(held), sum(one.uploaded.size for one in held))
    except EnvelopeFull as full:
        form.file.errors = [envelope_refusal(full.code)]
        return Taken((), ())
    except LimitReached as reached:
        form.file.errors = [sentence_for(reached)]
        return Taken((), ())
    form.file.errors = _sentences(found.refusals, several=len(chosen) > 1)
    return found


def told_of(found: Taken) -> None:
    """Say on the next page what was not taken: the rest is kept."""
    for sentence in _sentences(found.refusals, several=True):
        flash(sentence, "error")


def in_known_order(documents: Sequence[NewDocument], version: DocumentVersion | None) -> list[NewDocument]:
    """A file named as one of the version before takes that one's place in the order."""
    names = [one.filename for one in version.documents] if version else []
    return sorted(
        documents, key=lambda one: names.index(one.filename) if one.filename in names else len(names)
    )


def _sentences(refusals: Sequence[Refusal], *, several: bool) -> list[str]:
    return [
        str(_("%(name)s：%(why)s", name=one.filename, why=upload_refusal(one.why)))
        if several
        else upload_refusal(one.why)
        for one in refusals
    ]
