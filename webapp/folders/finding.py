"""The group, folder, tag or contract an address names; of another organisation it does not exist (T01)."""

from flask import abort
from sqlalchemy.orm import Session

from database.contract import Contract
from database.folders import Folder, Group, Tag
from database.queries.folders import tag_for
from database.queries.levels import may_give
from database.shelves.folders import folder_in
from database.shelves.groups import group_in
from webapp.access.finding import sent_contract_or_404
from webapp.access.staff import staff


def group_or_404(session: Session, public_id: str) -> Group:
    return group_in(session, staff().organization.id, public_id) or abort(404)


def folder_or_404(session: Session, public_id: str) -> Folder:
    return folder_in(session, staff().organization.id, public_id) or abort(404)


def tag_or_404(session: Session, public_id: str) -> Tag:
    return tag_for(session, staff(), public_id) or abort(404)


def given_contract_or_404(session: Session, public_id: str) -> Contract:
    """Return the contract if the person may say who else sees it."""
    contract = sent_contract_or_404(session, public_id)
    if not may_give(session, staff(), contract):
        abort(404)
    return contract
