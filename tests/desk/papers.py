"""A contract whose party has handed in its papers, seen from both sides."""

import io
from dataclasses import dataclass

from contracts import acts
from contracts.acts import Origin
from database.party import Party, RequiredDocument
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan
from tests.counterparty.site import Visitor, create_site
from tests.counterparty.test_documents import photo
from webapp.access.asking import new_key

IDENTITY, RESIDENCE = "本人確認書類（運転免許証）", "住民票"


@dataclass
class Handed:
    """`identity` and `residence` are the items' public ids."""

    office: Office
    sent: Sent
    visitor: Visitor
    identity: str
    residence: str

    @property
    def party(self) -> Party:
        return self.sent.parties[0]

    def agrees(self) -> None:
        party, contract = self.party.public_id, self.office.contract(self.sent)
        agreed = acts.Agree(
            key=new_key(),
            origin=Origin(party),
            party=party,
            round=contract.round,
            shown_digest=contract.sent_digest,
            shown_revision=1,
            imprint="",
            imprint_digest="",
            authenticated=["mail_link"],
        )
        self.office.engine.ask(self.sent.contract, agreed)
        self.office.seal(self.sent, self.party)

    def hands_in_again(self, item: str, data: bytes, name: str) -> None:
        self.visitor.sends(f"/c/documents/again/{item}", file=(io.BytesIO(data), name))


def handed_in(office: Office) -> Handed:
    """The party hands both papers in; other's acts are the office's own."""
    sent = office.sent(Plan(imprint=False, documents=(IDENTITY, RESIDENCE)))
    visitor = Visitor(create_site(office))
    visitor.enters(office.link(sent.parties[0]))
    visitor.sends("/c/contract/reading")
    with office.opened.database.reading() as session:
        rows = session.query(RequiredDocument).filter_by(party_id=sent.parties[0].id)
        identity, residence = (row.public_id for row in rows.order_by(RequiredDocument.position))
    visitor.hands_in(identity, photo(), "免許証.jpg")
    visitor.hands_in(residence, photo(size=(90, 60)), "住民票.jpg")
    return Handed(office, sent, visitor, identity, residence)
