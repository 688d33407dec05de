"""グループ, フォルダ, タグ, 利用者の権限, and where one contract is kept."""

from webapp.folders import deletion, folders, granting, groups, importing, placement, rights, secrecy, tags
from webapp.folders.blueprint import blueprint

__all__ = [
    "blueprint",
    "deletion",
    "folders",
    "granting",
    "groups",
    "importing",
    "placement",
    "rights",
    "secrecy",
    "tags",
]
