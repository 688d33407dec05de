"""承認経路: the templates for administrators, and whom an approver lets decide in their place (MK-48)."""

from webapp.approval_routes import delegations, editing, listing, trying
from webapp.approval_routes.blueprint import blueprint

__all__ = ["blueprint", "delegations", "editing", "listing", "trying"]
