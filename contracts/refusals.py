"""What the rules say no with: a code and facts; the sentence is made when it is read."""


class Refused(Exception):
    """An act the rules do not allow now.

    `code` names the sentence, `facts` fill it; both may be stored, prose never is.
    """

    code = "refused"

    def __init__(self, **facts: str | int) -> None:
        super().__init__(self.code)
        self.facts = facts


class NotYourTurn(Refused):
    code = "not_your_turn"


class AlreadyAgreed(Refused):
    code = "already_agreed"


class NothingToApprove(Refused):
    code = "nothing_to_approve"


class CannotApproveOwnContract(Refused):
    code = "cannot_approve_own_contract"


class NotYourApproval(Refused):
    code = "not_your_approval"


class ApprovalMovedOn(Refused):
    code = "approval_moved_on"


class NoSuchStep(Refused):
    code = "no_such_step"


class NothingToPullBack(Refused):
    code = "nothing_to_pull_back"


class NotYoursToPullBack(Refused):
    code = "not_yours_to_pull_back"


class RouteUnusable(Refused):
    code = "route_unusable"


class ReasonMissing(Refused):
    code = "reason_missing"


class NotSentBack(Refused):
    code = "not_sent_back"


class StaleDocument(Refused):
    code = "stale_document"


class OwnSignatureStale(Refused):
    """Somebody's signature came in after the party's own was prepared (LW-08)."""

    code = "own_signature_stale"


class OwnCertificateNeeded(Refused):
    code = "own_certificate_needed"


class TermsNotAccepted(Refused):
    code = "terms_not_accepted"


class NotAuthenticated(Refused):
    code = "not_authenticated"


class PartyIsLocked(Refused):
    code = "party_locked"


class PartyIsNotLocked(Refused):
    code = "party_not_locked"


class DocumentsMissing(Refused):
    code = "documents_missing"


class DocumentNotRequested(Refused):
    code = "document_not_requested"


class ImprintMissing(Refused):
    code = "imprint_missing"


class AlreadyClosed(Refused):
    code = "already_closed"


class AlreadySubmitted(Refused):
    code = "already_submitted"


class AlreadySealing(Refused):
    code = "already_sealing"


class BeingRevised(Refused):
    code = "being_revised"


class NoParties(Refused):
    code = "no_parties"


class NotThatParty(Refused):
    code = "not_that_party"


class SamePartyTwice(Refused):
    code = "same_party_twice"


class LinkDaysOutOfRange(Refused):
    code = "link_days_out_of_range"


class ReasonTooLong(Refused):
    code = "reason_too_long"


class TooManyDocuments(Refused):
    code = "too_many_documents"


class UnknownParty(Refused):
    code = "unknown_party"


class RoundIsOver(Refused):
    code = "round_is_over"


class ContractFrozen(Refused):
    code = "contract_frozen"


class DayUnreadable(Refused):
    code = "day_unreadable"


class PlaceIsTaken(Refused):
    code = "place_is_taken"


class AlreadyHoldsThePlace(Refused):
    code = "already_holds_the_place"


class HoldsAnotherPlace(Refused):
    code = "holds_another_place"


class HandOverNotAllowed(Refused):
    code = "hand_over_not_allowed"


class OwnAddressAtSigningUrl(Refused):
    code = "own_address_at_signing_url"


class DomainNotAllowed(Refused):
    code = "domain_not_allowed"


class ContactCannotChange(Refused):
    code = "contact_cannot_change"


class MustHandOver(Refused):
    code = "must_hand_over"


class NothingToConfirm(Refused):
    code = "nothing_to_confirm"


class RemindersUnknown(Refused):
    code = "reminders_unknown"


class DeadlinePassed(Refused):
    code = "deadline_passed"


class DeadlineNotLater(Refused):
    code = "deadline_not_later"


class BeyondLastDay(Refused):
    code = "beyond_last_day"


class ExpiredNotExtended(Refused):
    code = "expired_not_extended"


class NobodyAsked(Refused):
    code = "nobody_asked"


class NoReminders(Refused):
    code = "no_reminders"


class NothingToRetract(Refused):
    code = "nothing_to_retract"


class NoRetractionAsked(Refused):
    code = "no_retraction_asked"


class MustBeRevised(Refused):
    code = "must_be_revised"


class FieldsMissing(Refused):
    code = "fields_missing"


class SimpleViewTooPlain(Refused):
    code = "simple_view_too_plain"


class AuthorityNotDeclared(Refused):
    code = "authority_not_declared"


class DeliveryNotConsented(Refused):
    code = "delivery_not_consented"


class TooManyParties(Refused):
    code = "too_many_parties"


class UnknownDocument(Refused):
    code = "unknown_document"


class NothingForParty(Refused):
    code = "nothing_for_party"


class DocumentWithoutSigner(Refused):
    code = "document_without_signer"


class DocumentsMustStay(Refused):
    code = "documents_must_stay"


class NotarialDeedNeeded(Refused):
    code = "notarial_deed_needed"


class NothingToAnswer(Refused):
    code = "nothing_to_answer"


class PhraseDiffers(Refused):
    code = "phrase_differs"


class AddressAlreadyDecided(Refused):
    code = "address_already_decided"


def refusal(code: str, facts: dict[str, str | int]) -> Refused:
    """Return the refusal that `code` names, as it comes back over the wire."""
    kinds = {kind.code: kind for kind in Refused.__subclasses__()}
    return kinds.get(code, Refused)(**facts)
