"""What is asked of whoever comes by a 締結用URL (CS-09); a known holder is asked for the address alone."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l
from wtforms import Field, StringField
from wtforms.validators import DataRequired, Length

from contracts.standing import PartyKind
from database.queries.visits import Visit
from webapp.access.mail_field import spelled_as_mail
from webapp.counterparty.forms import TOO_LONG, VisitForm

LONGEST, LONGEST_MAIL = 200, 320


class AddressForm(VisitForm):
    mail = StringField(
        _l("メールアドレス"),
        [
            DataRequired(_l("メールアドレスを入力してください。")),
            Length(max=LONGEST_MAIL, message=TOO_LONG),
            spelled_as_mail,
        ],
        render_kw={"type": "email", "autocomplete": "email", "inputmode": "email"},
    )

    def drawn_for(self, found: Visit) -> "AddressForm":
        self.visit.data = found.link.public_id
        return self

    def typed(self) -> dict[str, str]:
        return {"mail": str(self.mail.data or "").strip()}

    def asked(self) -> Iterator[Field]:
        """Yield the fields in the order in which they are read."""
        yield self.mail


class ClaimForm(AddressForm):
    name = StringField(
        _l("氏名"),
        [DataRequired(_l("氏名を入力してください。")), Length(max=LONGEST, message=TOO_LONG)],
        render_kw={"autocomplete": "name"},
    )

    def typed(self) -> dict[str, str]:
        return {"company": "", "name": str(self.name.data or "").strip(), **super().typed()}

    def asked(self) -> Iterator[Field]:
        yield self.name
        yield from super().asked()


class CompanyClaimForm(ClaimForm):
    company = StringField(
        _l("会社名・団体名"),
        [DataRequired(_l("会社名・団体名を入力してください。")), Length(max=LONGEST, message=TOO_LONG)],
        render_kw={"autocomplete": "organization"},
    )

    def typed(self) -> dict[str, str]:
        return {**super().typed(), "company": str(self.company.data or "").strip()}

    def asked(self) -> Iterator[Field]:
        yield self.company
        yield from super().asked()


def form_for(found: Visit, known: dict[str, str]) -> AddressForm:
    """Return the form with what this browser typed before."""
    kind: type[AddressForm] = CompanyClaimForm
    if found.party.holder:
        kind = AddressForm
    elif found.party.kind == PartyKind.INDIVIDUAL:
        kind = ClaimForm
    return kind(data=known)
