"""署名位置の設定: boxes on the pages of a draft, step 3 of 契約を締結 (IM-59 to IM-66)."""

from webapp.placing import placement, removal, revision
from webapp.placing.blueprint import blueprint

__all__ = ["blueprint", "placement", "removal", "revision"]
