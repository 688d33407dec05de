"""The seal each party makes, kept once."""

from adapters.imprint import Imprint, company_imprint, surname_imprint, surname_of
from cli.demo.drafting import contract_by
from cli.demo.people import Office
from contracts.sealing_ways import SealingWay
from contracts.standing import PartyKind
from database.agreed import digest_of
from database.audit import Told, append_audit
from database.engine import now_of
from database.evidence import ImprintRow
from database.party import Party
from database.queries.agreement import newest_imprint


def kept_imprint(office: Office, contract_id: str, number: int) -> ImprintRow:
    """Return the imprint of a party, counted from 0; it is drawn when there is none yet."""
    with office.opened.database.writing() as session:
        contract = contract_by(session, contract_id)
        if contract is None:
            raise LookupError(contract_id)
        party = contract.parties[number]
        standing = newest_imprint(session, party)
        if standing is None:
            standing = _row(party, drawn(party))
            standing.created_at = now_of(session)
            standing.digest = digest_of(standing)
            session.add(standing)
            session.flush()
            told = Told("imprint_made", party.public_id, contract_id, {"digest": standing.digest})
            append_audit(session, contract.organization_id, told, standing.created_at)
        return standing


def drawn(party: Party) -> Imprint:
    """Draw the seal of the party's kind; raises ImprintImpossible."""
    if PartyKind(party.kind) is PartyKind.INDIVIDUAL:
        return surname_imprint(surname_of(party.name))
    return company_imprint(party.company)


def _row(party: Party, imprint: Imprint) -> ImprintRow:
    return ImprintRow(
        organization_id=party.organization_id,
        party_id=party.id,
        holder=party.holder,
        text=imprint.text,
        shape=imprint.shape,
        size_mm=imprint.size_mm,
        svg=imprint.svg,
        operators=imprint.operators,
        method=SealingWay.GENERATED,
    )
