"""Letters about the conclusion: to parties with their papers, to the owner with the page (M-09, M-10)."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contracts.letters import Enclosure, Letter, LinkPurpose
from contracts.preferences import Preferences
from contracts.signing import RevisionKind
from contracts.standing import Standing
from contracts.told_statements import told_standing, told_timestamp
from database.contract import Contract
from database.document import StoredFile
from database.dossiers import standing_revision
from database.filed import FiledPaper, certificate_given_by, filed_documents, filed_for
from database.letters.occasion import Occasion
from database.party import Party
from database.queries.preferences import preferences_of
from database.queries.three_days import agreed_at

LINKS = ("download_url", "certificate_url")
MEGABYTE = 1024 * 1024


def conclusion(session: Session, occasion: Occasion, party: Party) -> Letter:
    preferences = preferences_of(session, party.organization_id)
    papers = _enclosed(session, occasion.contract, party, preferences)
    facts = {
        **_facts(session, occasion, party.language),
        "documents": [paper.filed.document for paper in filed_for(session, party)],
        "is_attached": bool(papers),
        "is_shared": not party.signs,
        "link_expires_on": _last_day(occasion.contract, preferences),
    }
    links = LINKS if preferences.gives_certificate_by("link") else LINKS[:1]
    letter = occasion.to_party(party, "concluded", facts, LinkPurpose.CONCLUDED, links)
    return replace(letter, enclosures=tuple(Enclosure(paper.filed.name, paper.file) for paper in papers))


def owners_conclusion(session: Session, occasion: Occasion) -> Letter:
    url = occasion.contract_url
    facts = _facts(session, occasion, occasion.contract.owner.language)
    return occasion.to_owner("concluded", {**facts, "download_url": url, "certificate_url": url})


def _facts(session: Session, occasion: Occasion, language: str) -> dict[str, object]:
    contract = occasion.contract
    standing = Standing(contract.standing)
    owns = any(party.own for party in contract.parties)
    return {
        "concluded_at": agreed_at(session, contract) or contract.concluded_at or occasion.at,
        "documents": [paper.filed.document for paper in filed_documents(session, contract)],
        "is_attached": False,
        "is_shared": False,
        "link_expires_on": "",
        "statements": [
            told_standing(language, standing, contract.organization.name, owns=owns),
            told_timestamp(language, _accredited_by(session, contract)),
        ],
        "download_url": "",
        "certificate_url": "",
    }


def _accredited_by(session: Session, contract: Contract) -> str:
    final = standing_revision(session, contract, contract.round, RevisionKind.FINAL, "")
    return final.accredited_by if final else ""


def _enclosed(
    session: Session, contract: Contract, party: Party, preferences: Preferences
) -> Sequence[FiledPaper]:
    """Attach all that is wanted, or nothing: not what a code keeps, nor more than a mail bears (CF-11)."""
    if party.access_code_hash and not preferences.attaches_despite_code:
        return ()
    papers = [*filed_for(session, party)] if preferences.attaches_signed_pdf else []
    if preferences.attaches_certificate and (certificate := certificate_given_by(session, contract, "link")):
        papers.append(certificate)
    return papers if _size(session, papers) <= preferences.largest_attachment_mb * MEGABYTE else ()


def _size(session: Session, papers: Sequence[FiledPaper]) -> int:
    names = [paper.file.object_id for paper in papers]
    query = select(func.coalesce(func.sum(StoredFile.size), 0)).where(StoredFile.public_id.in_(names))
    return session.scalars(query).one()


def _last_day(contract: Contract, preferences: Preferences) -> str:
    """Return the last day of the link as an ISO date, empty while it never ends."""
    last = preferences.last_day_of_papers(contract.concluded_at)
    return last.isoformat() if last else ""
