"""What every letter about a contract knows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from contracts.letters import Letter, LinkPurpose
from contracts.messages import EffectRequest
from contracts.reminders import last_day
from database.contract import Contract
from database.party import Party
from database.people import User


@dataclass(frozen=True, slots=True)
class Occasion:
    """The event that a letter tells of: `facts` are the event's, `at` its instant.

    `owner_phone` is printed beside the owner's name.
    """

    request: EffectRequest
    contract: Contract
    facts: dict[str, Any]
    at: datetime
    contract_url: str
    owner_phone: str

    @property
    def common(self) -> dict[str, object]:
        return {
            "contract_title": self.contract.title,
            "contract_number": self.contract.number or "",
            "sender_organization": self.contract.organization.name,
            "owner_name": self.contract.owner.name,
            "owner_phone": self.owner_phone,
        }

    @property
    def expires_on(self) -> str:
        return last_day(self.contract.due).isoformat() if self.contract.due else ""

    def expires_for(self, party: Party) -> str:
        """Return the last day in Japan on which this party may answer (MK-56)."""
        return last_day(party.due).isoformat() if party.due else self.expires_on

    def message_id(self, template: str, recipient: str) -> str:
        """Stable: a mail sent twice across a kill carries the same id (I7)."""
        effect = self.request.effect
        return f"{self.contract.public_id}.{effect.sequence}.{template}.{recipient}"[:120]

    def to_user(self, user: User, template: str, facts: dict[str, object]) -> Letter:
        return Letter(
            template=template,
            message_id=self.message_id(template, user.public_id),
            to=user.mail,
            to_company=self.contract.organization.name,
            to_name=user.name,
            facts={**self.common, "guide": "", "contract_url": self.contract_url, **facts},
            language=user.language,
        )

    def to_owner(self, template: str, facts: dict[str, object]) -> Letter:
        return self.to_user(self.contract.owner, template, facts)

    def to_party(
        self,
        party: Party,
        template: str,
        facts: dict[str, object],
        purpose: LinkPurpose | None = None,
        link_facts: tuple[str, ...] = (),
    ) -> Letter:
        return Letter(
            template=template,
            message_id=self.message_id(template, party.public_id),
            to=party.mail,
            to_company=party.company,
            to_name=party.name,
            party=party.public_id,
            purpose=purpose,
            link_facts=link_facts,
            facts={**self.common, "guide": self.contract.organization.public_id, **facts},
            language=party.language,
        )
