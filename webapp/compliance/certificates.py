"""合意証明書一覧: every certificate this person may see, and the copy that the other side was given."""

from dataclasses import dataclass

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from contracts.certificate import Audience
from database.dossiers import identity_of
from database.queries.certificates import CertificatePage, CertificatesWanted, certificate_page
from database.queries.contracts import PAGE_SIZES
from database.queries.downloads import certificate_for
from webapp.access.finding import sent_contract_or_404
from webapp.access.staff import staff
from webapp.compliance.blueprint import blueprint
from webapp.compliance.days import Days, days_asked
from webapp.compliance.exporting import tell_export
from webapp.parts import parts
from webapp.pdf_answer import pdf_answer, safe_name

LONGEST_WORDS = 200
MOST_PAGES = 100_000
UNPROCESSABLE = 422


@dataclass(frozen=True, slots=True)
class Asked:
    days: Days
    wanted: CertificatesWanted

    @property
    def query(self) -> dict[str, str | int | None]:
        """Return what addresses of this list carry on."""
        days = self.days
        typed = {"from": days.typed_first or None, "to": days.typed_last or None}
        return {**typed, "q": self.wanted.words or None, "size": self.wanted.size}


@blueprint.get("/certificates")
def certificates() -> ResponseReturnValue:
    asked = asked_certificates()
    with parts().database.reading() as session:
        nothing = CertificatePage([], 0)
        found = nothing if asked.days.faults else certificate_page(session, staff(), asked.wanted)
        page = render_template(
            "compliance/certificates.html",
            found=found,
            asked=asked,
            sizes=PAGE_SIZES,
            pages=max(1, -(-found.total // asked.wanted.size)),
        )
    return page, UNPROCESSABLE if asked.days.faults else 200


@blueprint.get("/contracts/<public_id>/certificate/party.pdf")
def party_certificate(public_id: str) -> Response:
    """相手方控, as the counterparties hold it."""
    with parts().database.reading() as session:
        contract = sent_contract_or_404(session, public_id)
        found = certificate_for(session, contract, Audience.PARTY) or abort(404)
        identity = identity_of(contract, found.file)
    tell_export("downloaded", public_id, what="party_certificate", sha256=identity.digest)
    return pdf_answer(identity, f"{safe_name(contract.title)}_合意証明書（相手方控）.pdf", inline=False)


def asked_certificates() -> Asked:
    days = days_asked()
    size = request.args.get("size", PAGE_SIZES[0], type=int)
    wanted = CertificatesWanted(
        since=days.since,
        until=days.until,
        words=request.args.get("q", "").strip()[:LONGEST_WORDS],
        page=min(max(1, request.args.get("page", 1, type=int)), MOST_PAGES),
        size=size if size in PAGE_SIZES else PAGE_SIZES[0],
    )
    return Asked(days, wanted)
