"""設定: what the organisation and each of its people decide for themselves."""

from webapp.office import (
    address_decisions,
    address_invitations,
    administration,
    filed_addresses,
    logo,
    own_settings,
    preferences,
    texts,
)
from webapp.office.blueprint import blueprint

__all__ = [
    "address_decisions",
    "address_invitations",
    "administration",
    "blueprint",
    "filed_addresses",
    "logo",
    "own_settings",
    "preferences",
    "texts",
]
