"""契約種別: what each sets beforehand, for administrators (IM-19)."""

from webapp.contract_types import editing, listing
from webapp.contract_types.blueprint import blueprint

__all__ = ["blueprint", "editing", "listing"]
