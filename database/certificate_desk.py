"""The record as the issuing of certificates is handed it."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from contracts.certificate import Audience, CertificateFacts, NewCertificate, SignedFile
from contracts.messages import Certified, EffectRequest
from contracts.signing import FileIdentity
from database.certificate_facts import Gathering, issued_at
from database.contract import Contract
from database.dossiers import contract_of, identity_of
from database.engine import Database
from database.evidence import Certificate
from database.filing import file_stored
from database.warrants import warranted


class CertificateDesk:
    """`base_url` has the page /verify."""

    def __init__(self, database: Database, base_url: str) -> None:
        self._database = database
        self._base_url = base_url

    def already_issued(self, request: EffectRequest) -> Certified | None:
        with self._database.reading() as session:
            contract = contract_of(session, request.contract)
            query = select(Certificate).where(Certificate.contract_id == contract.id)
            digests = {row.audience: row.digest for row in session.scalars(query)}
        if not digests:
            return None
        return Certified(digests[Audience.OWN], digests[Audience.PARTY])

    def concluded(self, request: EffectRequest) -> tuple[FileIdentity, ...]:
        """Return the concluded PDFs.

        Raises NotWarranted where the record does not ask for certificates, NotConcluded when the round has
        no final signature.
        """
        with warranted(self._database, request) as session:
            final = Gathering(session, request).final_revision()
            contract = contract_of(session, request.contract)
            return tuple(identity_of(contract, file) for file in final.files)

    def facts(self, request: EffectRequest, signed: Sequence[SignedFile]) -> CertificateFacts:
        with self._database.reading() as session:
            return Gathering(session, request).facts(signed, self._base_url)

    def keep(
        self, request: EffectRequest, facts: CertificateFacts, copies: Sequence[NewCertificate]
    ) -> Certified:
        """File both copies in one transaction; of two attempts the first stands."""
        try:
            with self._database.writing() as session:
                contract = contract_of(session, request.contract)
                for copy in copies:
                    session.add(_row(session, contract, facts, copy))
        except IntegrityError:
            standing = self.already_issued(request)
            if standing is None:
                raise
            return standing
        digests = {copy.audience: copy.file.digest for copy in copies}
        return Certified(digests[Audience.OWN], digests[Audience.PARTY])


def _row(session: Session, contract: Contract, facts: CertificateFacts, copy: NewCertificate) -> Certificate:
    stored = file_stored(session, contract.organization_id, copy.file, copy.size)
    return Certificate(
        organization_id=contract.organization_id,
        contract_id=contract.id,
        round=facts.round,
        audience=copy.audience,
        certificate_id=facts.certificate_id,
        digest=copy.file.digest,
        file_id=stored.id,
        issued_at=issued_at(facts),
    )
