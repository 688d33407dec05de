"""利用者 and what an organisation demands: who may sign in, how, and what goes to whom when they leave."""

from webapp.people import (
    announcements,
    departure,
    editing,
    importing,
    inviting,
    listing,
    organization,
    policies,
    resets,
    second_factor,
    setting_up,
    sign_on,
    tax_records,
    tax_visits,
    unlinking,
)
from webapp.people.blueprint import blueprint

__all__ = [
    "announcements",
    "blueprint",
    "departure",
    "editing",
    "importing",
    "inviting",
    "listing",
    "organization",
    "policies",
    "resets",
    "second_factor",
    "setting_up",
    "sign_on",
    "tax_records",
    "tax_visits",
    "unlinking",
]
