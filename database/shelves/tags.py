"""タグ: words without colour, made when they are first used, renamed, and merged."""

import uuid
from collections.abc import Collection, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from contracts.access.tags import tag_key
from database.contract import Contract
from database.engine import now_of
from database.folders import ContractTag, Tag
from database.queries.folders import tag_for
from database.searchable import fold_again, make_searchable
from database.shelves.telling import By


def tags_of(session: Session, contract: Contract) -> Sequence[Tag]:
    query = select(Tag).join(ContractTag, ContractTag.tag_id == Tag.id)
    return session.scalars(query.where(ContractTag.contract_id == contract.id).order_by(Tag.name)).all()


def add_tags(session: Session, by: By, contract: Contract, names: Collection[str]) -> None:
    """Put these tags on beside those that are there."""
    held = {tag.id for tag in tags_of(session, contract)}
    new = {tag.id for tag in _made(session, by, names)} - held
    _put(session, by, contract, new)
    if new:
        make_searchable(session, contract)
        by.tells(session, "contract_tagged", contract.public_id, added=len(new), removed=0)


def set_tags(session: Session, by: By, contract: Contract, names: Collection[str]) -> None:
    """Make these the contract's tags."""
    held, wanted = (
        {tag.id for tag in tags_of(session, contract)},
        {tag.id for tag in _made(session, by, names)},
    )
    if held == wanted:
        return
    gone = delete(ContractTag).where(ContractTag.contract_id == contract.id)
    session.execute(gone.where(ContractTag.tag_id.in_(held - wanted)))
    _put(session, by, contract, wanted - held)
    make_searchable(session, contract)
    added, removed = len(wanted - held), len(held - wanted)
    by.tells(session, "contract_tagged", contract.public_id, added=added, removed=removed)


def rename_tag(session: Session, by: By, tag: Tag, name: str) -> Tag:
    """Rename; under the name of another tag both become one, and that one is returned.

    A name whose tag the person may not know of is to them a free one: what carries that tag gets this one.
    """
    if tag.name == name:
        return tag
    other = _keyed(session, by, tag_key(name))
    if other is not None and other.id != tag.id:
        if tag_for(session, by.staff, other.public_id) is not None:
            return _merged(session, by, tag, other)
        _take_over(session, by, tag, other)
    by.tells(session, "tag_renamed", tag.public_id, name=name, before=tag.name)
    tag.name, tag.key = name, tag_key(name)
    fold_again(session, _carriers(session, tag))
    return tag


def delete_tag(session: Session, by: By, tag: Tag) -> None:
    carriers = _carriers(session, tag)
    session.execute(delete(ContractTag).where(ContractTag.tag_id == tag.id))
    by.tells(session, "tag_deleted", tag.public_id, name=tag.name)
    session.delete(tag)
    fold_again(session, carriers)


def _carriers(session: Session, tag: Tag) -> Sequence[int]:
    return session.scalars(select(ContractTag.contract_id).where(ContractTag.tag_id == tag.id)).all()


def _merged(session: Session, by: By, tag: Tag, other: Tag) -> Tag:
    by.tells(session, "tags_merged", other.public_id, name=other.name, before=tag.name)
    _move(session, by, tag, other)
    return other


def _take_over(session: Session, by: By, tag: Tag, hidden: Tag) -> None:
    """Told of under each contract, which is read by those alone who may know of it."""
    for contract in _move(session, by, hidden, tag):
        by.tells(session, "contract_tagged", contract.public_id, added=1, removed=1)


def _move(session: Session, by: By, tag: Tag, other: Tag) -> Sequence[Contract]:
    """Put `other` on what carries `tag`, which is gone then; return the contracts that did not have it."""
    carried = select(ContractTag.contract_id)
    only = carried.where(
        ContractTag.tag_id == tag.id,
        ContractTag.contract_id.not_in(carried.where(ContractTag.tag_id == other.id)),
    )
    moved = session.scalars(select(Contract).where(Contract.id.in_(only)).order_by(Contract.id)).all()
    carriers = _carriers(session, tag)
    session.execute(delete(ContractTag).where(ContractTag.tag_id == tag.id))
    session.delete(tag)
    session.add_all(
        ContractTag(organization_id=by.organization_id, contract_id=contract.id, tag_id=other.id)
        for contract in moved
    )
    session.flush()
    fold_again(session, carriers)
    return moved


def _made(session: Session, by: By, names: Collection[str]) -> list[Tag]:
    return [_keyed(session, by, tag_key(name)) or _new(session, by, name) for name in names]


def _new(session: Session, by: By, name: str) -> Tag:
    tag = Tag(
        public_id=str(uuid.uuid4()),
        organization_id=by.organization_id,
        name=name,
        key=tag_key(name),
        created_at=now_of(session),
    )
    session.add(tag)
    session.flush()
    return tag


def _keyed(session: Session, by: By, key: str) -> Tag | None:
    query = select(Tag).where(Tag.organization_id == by.organization_id, Tag.key == key)
    return session.scalars(query).first()


def _put(session: Session, by: By, contract: Contract, tags: Collection[int]) -> None:
    session.add_all(
        ContractTag(organization_id=by.organization_id, contract_id=contract.id, tag_id=tag)
        for tag in sorted(tags)
    )
    session.flush()
