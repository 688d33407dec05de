"""What the sealer asks for RFC 3161 tokens, and what it believes of the answer."""

from typing import Protocol

from adapters.sealing.trust import IssuerTrust


class TimestampSource(Protocol):
    """One TSA; `accredited` is claimed only for a provider of 認定タイムスタンプ (domain.md LW-12)."""

    name: str
    accredited: bool
    trust: IssuerTrust

    async def answer(self, request: bytes) -> bytes:
        """Return the DER TimeStampResp to a DER TimeStampReq, or raise TimestampRefused."""


class TimestampRefused(Exception):
    """One TSA gave no token that may be used; `code` says why, `source` names the TSA."""

    def __init__(self, source: str, code: str) -> None:
        super().__init__(source, code)
        self.source = source
        self.code = code


class TimestampUnavailable(Exception):
    """No configured TSA gave a usable token; nothing was signed. `refusals` has one entry for each asked."""

    def __init__(self, refusals: tuple[TimestampRefused, ...]) -> None:
        super().__init__(*((refusal.source, refusal.code) for refusal in refusals))
        self.refusals = refusals


class NotProvable(TimestampUnavailable):
    """What this very file bears cannot be proved now, whichever TSA answers; others are not held up."""

    @property
    def code(self) -> str:
        return self.refusals[0].code
