"""Statements of a certificate as mails and pages tell them; the Japanese is the evidence."""

from contracts import certificate_statements as evidence
from contracts.standing import Standing

STANDINGS = {
    Standing.SENDER_AGREES: "a party (sending is its agreement)",
    Standing.OWN_SIGNER: "a party (its own signatory agrees)",
    Standing.AGENT: "agent",
    Standing.BROKER: "broker",
}
OWN_KEY = (
    "The electronic signatures on this contract were applied, on the action of each party, "
    "with a signing key managed by {operator}. "
)
NOT_WITNESS = (
    "They are not witness-type (service-provider-type) signatures by a third party independent of "
    "the contracting parties."
)
WITNESS = (
    "{operator} is not a party to this contract (capacity: {standing}); "
    "the signatures are of the witness type (service-provider type)."
)
NOT_ACCREDITED = (
    "The times come from a timestamping authority for testing, not from a time certification service "
    "accredited by the Minister for Internal Affairs and Communications. They are not timestamps under "
    "Article 4, paragraph 1, items 1 and 2 of the Enforcement Regulations of the Electronic Books "
    "Preservation Act."
)
ACCREDITED = (
    "The times come from a time certification service accredited by the Minister for Internal Affairs and "
    "Communications ({provider})."
)

DELIVERIES = {
    "article37": ("37条書面（宅地建物取引業法）", "Article 37 document (Real Estate Brokerage Act)"),
    "construction": ("建設工事の請負契約書面", "Construction contract document"),
    "consumer": ("特定商取引法の書面", "Document under the Specified Commercial Transactions Act"),
    "labour": ("労働条件通知書", "Notice of working conditions"),
    "fixed_term_lease": ("定期建物賃貸借の事前説明書面", "Prior explanation of a fixed-term building lease"),
    "freelance": ("フリーランス法の書面", "Document under the Freelance Act"),
}


def told_standing(language: str, standing: Standing, operator: str, *, owns: bool) -> str:
    """立会人型 is said only when the operator is no party, and none of the parties is its own (AD-02)."""
    if language != "en":
        return evidence.standing_statement(standing, operator, owns=owns)
    kind = NOT_WITNESS if standing.is_party or owns else WITNESS
    return (OWN_KEY + kind).format(operator=operator, standing=STANDINGS[standing])


def told_not_accredited(language: str) -> str:
    return NOT_ACCREDITED if language == "en" else evidence.NOT_ACCREDITED


def told_timestamp(language: str, provider: str) -> str:
    """Say of a timestamp whether it is accredited: `provider` is the 事業者名, or empty (LW-12)."""
    if not provider:
        return told_not_accredited(language)
    told = ACCREDITED if language == "en" else evidence.ACCREDITED
    return told.format(provider=provider)


def told_delivery(language: str, edelivery: str) -> str:
    """Return what a class of `contracts.edelivery` is called."""
    japanese, english = DELIVERIES.get(edelivery, (edelivery, edelivery))
    return english if language == "en" else japanese
