"""The papers of a concluded contract under the names by which a party files them (NX-06)."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from contracts.filed_names import FiledAs
from contracts.reasons import JST
from contracts.signing import FileIdentity
from database.contract import Contract
from database.dossiers import identity_of
from database.party import Party
from database.queries.downloads import certificate_for, concluded_documents, concluded_for
from database.queries.preferences import preferences_of

PARTY_COPY = "party"
CERTIFICATE = "合意証明書"


@dataclass(frozen=True, slots=True)
class FiledPaper:
    filed: FiledAs
    file: FileIdentity


def filed_documents(session: Session, contract: Contract) -> tuple[FiledPaper, ...]:
    """Return the signed PDFs; none before the conclusion."""
    documents = concluded_documents(session, contract)
    return tuple(FiledPaper(filed_as(contract, one.name), one.file) for one in documents)


def filed_for(session: Session, party: Party) -> tuple[FiledPaper, ...]:
    """Return the signed PDFs that the party was sent (MK-65)."""
    documents = concluded_for(session, party)
    return tuple(FiledPaper(filed_as(party.contract, one.name), one.file) for one in documents)


def filed_certificate(session: Session, contract: Contract) -> FiledPaper | None:
    """Return 相手方控: the other copy holds what is only for inside."""
    certificate = certificate_for(session, contract, PARTY_COPY)
    if certificate is None or contract.concluded_at is None:
        return None
    filed = filed_as(contract, certificate_title(contract))
    return FiledPaper(filed, identity_of(contract, certificate.file))


def certificate_given_by(session: Session, contract: Contract, way: str) -> FiledPaper | None:
    """Return 相手方控 if the organisation gives it to the other side by this way (CF-06)."""
    is_given = preferences_of(session, contract.organization_id).gives_certificate_by(way)
    return filed_certificate(session, contract) if is_given else None


def certificate_title(contract: Contract) -> str:
    return f"{contract.title}（{CERTIFICATE}）"


def filed_as(contract: Contract, document: str) -> FiledAs:
    """Return how a paper of a concluded contract is filed; raises ValueError before the conclusion."""
    if contract.concluded_at is None:
        raise ValueError(contract.public_id)
    return FiledAs(
        contract.concluded_at.astimezone(JST).date(),
        contract.organization.name,
        contract.amount if contract.amount_state == "stated" else None,
        contract.currency,
        document,
    )
