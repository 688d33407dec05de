"""宛先帳 as people keep it: their own entries, and those that everybody shares (MK-69)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from contracts.address_book import Entry
from contracts.finding import folded, searchable
from database.audit import Told, append_audit
from database.contact import Contact
from database.engine import now_of
from database.people import User
from database.queries.people import mail_key
from database.sessions import Staff

PAGE = 25
MOST_WORDS = 8
FOUND_BY = ("company", "name", "title", "role", "mail")


@dataclass(frozen=True, slots=True)
class ContactPage:
    rows: Sequence[Contact]
    total: int


def contact_page(session: Session, staff: Staff, words: str, page: int) -> ContactPage:
    """Return the entries this person sees in which every word is found, by company and name."""
    says = [Contact.found_by.contains(word, autoescape=True) for word in folded(words).split()[:MOST_WORDS]]
    found = select(Contact).where(_is_seen_by(staff), *says)
    total = session.scalars(select(func.count()).select_from(found.subquery())).one()
    ordered = found.order_by(Contact.sorted_by, Contact.id).limit(PAGE).offset((page - 1) * PAGE)
    return ContactPage(session.scalars(ordered).all(), total)


def all_contacts(session: Session, staff: Staff) -> Sequence[Contact]:
    query = select(Contact).where(_is_seen_by(staff)).order_by(Contact.sorted_by, Contact.id)
    return session.scalars(query).all()


def contact_seen_by(session: Session, staff: Staff, public_id: str) -> Contact | None:
    return session.scalars(select(Contact).where(_is_seen_by(staff), Contact.public_id == public_id)).first()


def entry_of(contact: Contact) -> Entry:
    return Entry(
        kind=contact.kind,
        company=contact.company,
        title=contact.title,
        name=contact.name,
        role=contact.role,
        mail=contact.mail,
        phone=contact.phone,
        language=contact.language,
        shared=contact.owner_id is None,
    )


def keep_contact(session: Session, user: User, contact: Contact, entry: Entry) -> None:
    """Keep a new or changed entry; one that says nothing new is left alone."""
    is_new = contact.id is None
    if not is_new and entry_of(contact) == entry:
        return
    _take(contact, user, entry)
    contact.changed_at = now_of(session)
    session.add(contact)
    session.flush()
    _tell(session, user, contact, "contact_added" if is_new else "contact_kept")


def keep_entries(session: Session, staff: Staff, entries: Sequence[Entry]) -> tuple[int, int]:
    """Keep all and return how many were added and how many stood there already, by name and address."""
    known = {_same(entry_of(one)): one for one in all_contacts(session, staff) if _is_own(one, staff)}
    added = 0
    for entry in entries:
        contact = known.get(_same(entry))
        if contact is None:
            contact, added = Contact(), added + 1
            known[_same(entry)] = contact
        _take(contact, staff.user, entry)
        contact.changed_at = now_of(session)
        session.add(contact)
    session.flush()
    facts: dict[str, str | int] = {"added": added, "kept": len(entries) - added}
    told = Told("contacts_imported", staff.user.public_id, "", facts)
    append_audit(session, staff.organization.id, told, now_of(session))
    return added, len(entries) - added


def known_contact(session: Session, staff: Staff, entry: Entry) -> Contact | None:
    """Return the person's own or a shared entry of the same name and address."""
    query = select(Contact).where(_is_seen_by(staff), Contact.mail_key == mail_key(entry.mail))
    same = [one for one in session.scalars(query) if _same(entry_of(one))[1:] == _same(entry)[1:]]
    return same[0] if same else None


def drop_contact(session: Session, user: User, contact: Contact) -> None:
    _tell(session, user, contact, "contact_deleted")
    session.delete(contact)


def _take(contact: Contact, user: User, entry: Entry) -> None:
    facts = asdict(entry)
    contact.owner_id = None if facts.pop("shared") else user.id
    contact.organization_id, contact.mail_key = user.organization_id, mail_key(entry.mail)
    for name, value in facts.items():
        setattr(contact, name, value)
    contact.sorted_by = f"{folded(entry.company)} {folded(entry.name)}"[:420]
    contact.found_by = searchable("\n".join(getattr(entry, name) for name in FOUND_BY))


def _same(entry: Entry) -> tuple[bool, str, str, str]:
    return entry.shared, mail_key(entry.mail), entry.phone, folded(entry.name)


def _is_own(contact: Contact, staff: Staff) -> bool:
    return contact.owner_id is None or contact.owner_id == staff.user.id


def _is_seen_by(staff: Staff) -> ColumnElement[bool]:
    mine = or_(Contact.owner_id.is_(None), Contact.owner_id == staff.user.id)
    return (Contact.organization_id == staff.organization.id) & mine


def _tell(session: Session, user: User, contact: Contact, code: str) -> None:
    facts: dict[str, str | int] = {"shared": int(contact.owner_id is None)}
    told = Told(code, user.public_id, contact.public_id, facts)
    append_audit(session, user.organization_id, told, now_of(session))
