"""自社の立場 (AD-01) and what the signatures may be called because of it (AD-02)."""

from enum import StrEnum


class Standing(StrEnum):
    SENDER_AGREES = "sender_agrees"
    OWN_SIGNER = "own_signer"
    AGENT = "agent"
    BROKER = "broker"

    @property
    def is_party(self) -> bool:
        """立会人型 may be said only when the operator is no party to the contract."""
        return self in {Standing.SENDER_AGREES, Standing.OWN_SIGNER}

    @property
    def sending_is_agreement(self) -> bool:
        return self is Standing.SENDER_AGREES


class PartyKind(StrEnum):
    """個人 / 法人（認印） / 法人（実印） (IM-28)."""

    INDIVIDUAL = "individual"
    CORPORATE_INFORMAL = "corporate_informal"
    CORPORATE_REGISTERED = "corporate_registered"


def needs_own_certificate(kind: str) -> bool:
    """Tell whether such a party agrees with a certificate of its own alone (IM-29)."""
    return kind == PartyKind.CORPORATE_REGISTERED
