"""Who may take a counterparty's place at all: nobody of the sender's, and of domains it allows (AD-11)."""

from contracts.place import require_claimant
from contracts.refusals import OwnAddressAtSigningUrl
from database.claims import is_of_own_people, own_domains
from database.contract import Contract
from webapp.parts import parts


def require_outsider(contract: Contract, mail: str) -> None:
    """Refuse an address of the sender's side, or outside the domains of the contract (CL-54)."""
    with parts().database.reading() as session:
        own = own_domains(session, contract.organization_id)
        if is_of_own_people(session, contract.organization_id, mail):
            raise OwnAddressAtSigningUrl
    require_claimant(mail, (*own, _mail_from_domain()), tuple(contract.claim_domains.split()))


def _mail_from_domain() -> str:
    return parts().settings.mail_from.rpartition("@")[2].strip(" >")
