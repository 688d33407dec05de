"""A draft made of a template: by hand for one, or of each row of a file (MK-50, MK-51)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from contracts.placeholders import NAMES, filled
from contracts.reasons import JST
from database.audit import Told, append_audit
from database.contract import Contract
from database.document_template import DocumentTemplate
from database.document_templates import give_documents
from database.engine import now_of
from database.party import Party
from database.queries.drafts import DraftFacts, new_draft
from database.searchable import make_searchable
from database.sessions import Staff
from database.template_content import TemplateContent, put_into

LONGEST_TITLE = 300
Named = tuple[str, str]
"""会社名 and 氏名."""
NOBODY: Named = ("", "")


@dataclass(frozen=True, slots=True)
class Words:
    """The texts as they are written, placeholders and all; `subject` is typed with them."""

    title: str
    comment: str
    memo: str
    subject: str = ""


def begin_draft(
    session: Session, person: Staff, template: DocumentTemplate, content: TemplateContent, public_id: str
) -> Contract:
    """Return a draft with the template's settings, parties, boxes and files; nobody is named in it yet."""
    contract = new_draft(session, person, DraftFacts(type=template.type))
    session.flush()
    contract.public_id = public_id
    put_into(session, contract, content)
    give_documents(session, person.user, template, contract)
    return contract


def put_words(
    session: Session, person: Staff, contract: Contract, found: Sequence[Party], words: Words
) -> None:
    """Fill the placeholders with what the parties of the draft are called now."""
    other = next((party for party in found if not party.own), None)
    named = (other.company, other.name) if other else NOBODY
    values = _values(session, person, named, words.subject)
    contract.title = filled(words.title, values)[:LONGEST_TITLE]
    contract.comment, contract.memo = filled(words.comment, values), filled(words.memo, values)


def filled_title(session: Session, person: Staff, named: Named, words: Words) -> str:
    """Return the title of a draft whose first party outside is `named`, without making the draft."""
    return filled(words.title, _values(session, person, named, words.subject))[:LONGEST_TITLE]


def finish_draft(session: Session, person: Staff, template: DocumentTemplate, contract: Contract) -> None:
    make_searchable(session, contract)
    told = Told("template_used", person.user.public_id, contract.public_id, {"template": template.public_id})
    append_audit(session, contract.organization_id, told, now_of(session))


def _values(session: Session, person: Staff, named: Named, subject: str) -> Mapping[str, str]:
    today = now_of(session).astimezone(JST)
    days = (str(today.year), str(today.month), str(today.day))
    words = (*named, person.organization.name, person.user.name, *days, subject)
    return dict(zip(NAMES, words, strict=True))
