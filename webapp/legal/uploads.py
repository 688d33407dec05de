"""The file input of both uploads, and what is said when a file is refused."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired

from adapters.intake import UploadRefused
from database.document import DocumentVersion
from webapp.access.staff import staff
from webapp.drafting import Upload, keep_upload
from webapp.texts.uploads import upload_refusal


class UploadForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    file = FileField(_l("契約書のPDF"), [FileRequired(_l("PDFファイルを選んでください。"))])


def kept(form: UploadForm, contract_public_id: str, note: str = "") -> DocumentVersion | None:
    """Keep what was chosen; when it is refused, say why beside the field and return None."""
    chosen = form.file.data
    try:
        return keep_upload(staff(), contract_public_id, Upload(chosen.filename or "", chosen.read(), note))
    except UploadRefused as refused:
        form.file.errors = [upload_refusal(refused)]
        return None
