"""The form of 署名再依頼: a tick and an address for each party who may still be asked (IM-77)."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Form, StringField, TextAreaField
from wtforms.validators import Length

from contracts.changed_contact import Contact
from contracts.phone import shown_mobile
from database.party import Party
from webapp.casefile.forms import LONGEST_REASON, KeyForm
from webapp.chasing.contacts import changed_contact, typed_faults
from webapp.texts.draft_faults import fault_sentence


class ReRequestForm(KeyForm):
    reason = TextAreaField(
        _l("宛先を変える理由"),
        [Length(max=LONGEST_REASON, message=_l("理由は%(max)d文字以内で入力してください。"))],
    )


class ContactRow(Form):  # type: ignore[misc]  # WTForms is untyped
    """One party; its fields carry the party's public id."""

    ask = BooleanField(_l("再依頼する"))
    mail = StringField(_l("メールアドレス"), render_kw={"maxlength": 320, "inputmode": "email"})
    phone = StringField(_l("携帯電話番号（SMS）"), render_kw={"maxlength": 30, "inputmode": "tel"})


@dataclass(slots=True)
class Row:
    """`form` is None for those who cannot be asked; `changes` where the address may be another one."""

    party: Party
    status: str
    form: ContactRow | None
    changes: bool

    @property
    def is_ticked(self) -> bool:
        return self.form is not None and bool(self.form.ask.data)

    @property
    def contact(self) -> Contact | None:
        """Return the address as typed, None where it is the one before."""
        if self.form is None or not self.changes:
            return None
        return changed_contact(self.party, self.form.mail.data or "", self.form.phone.data or "")


def row_form(party: Party, formdata: object, *, ticked: bool) -> ContactRow:
    """Return the row's form: as it was sent, or with what is known of the party."""
    known = {"ask": ticked, "mail": party.mail, "phone": shown_mobile(party.phone)}
    return ContactRow(formdata, prefix=f"party-{party.public_id}-", data=known)


def has_faults(row: Row) -> bool:
    """Put what is wrong beside the fields of a ticked row; rows that are not ticked are left alone."""
    if row.form is None or not row.is_ticked or not row.changes:
        return False
    form = row.form
    faults = typed_faults(row.party, form.mail.data or "", form.phone.data or "")
    for name, code in faults:
        form[name].errors = [*form[name].errors, fault_sentence(code)]
    return bool(faults)
