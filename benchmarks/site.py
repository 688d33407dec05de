"""The whole system as a user starts it, an office in it, and a door to its engine."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sqlalchemy import select

from adapters.settings import read_settings
from cli.demo.engine import client_of
from contracts.roles import Role
from database.contract_type import ContractType
from database.engine import now_of
from database.people import Organization, User
from tests.journeys.running import Running, running
from tests.lifecycle.office import Office
from workflows.door import Door
from workflows.installation import Opened, open_installation

Answer = TypeVar("Answer")
PLAIN = "nda"
"""A 契約種別 without internal approval."""


@dataclass(frozen=True, slots=True)
class Site:
    system: Running
    office: Office

    def ask(self, work: Callable[[Door], Awaitable[Answer]]) -> Answer:
        """Run `work` with a door of its own."""

        async def asked() -> Answer:
            return await work(Door(await client_of(self.office.opened)))

        return asyncio.run(asked())


@contextmanager
def site() -> Iterator[Site]:
    """Start everything in a home of its own, and end it as Ctrl-C does."""
    with tempfile.TemporaryDirectory() as folder, running(Path(folder) / "home") as system:
        settings = read_settings(system.environment)
        yield Site(system, _office(open_installation(settings)))


def _office(opened: Opened) -> Office:
    with opened.database.writing() as session:
        organization = session.scalars(select(Organization)).one()
        owner, approver = (
            User(
                organization_id=organization.id,
                mail=f"{role}@warifu.example",
                mail_key=f"{role}@warifu.example",
                name="高橋 真由美",
                role=role,
                password_hash="",
                must_change_password=False,
                failed_logins=0,
                created_at=now_of(session),
            )
            for role in (Role.LEGAL, Role.APPROVER)
        )
        session.add_all([owner, approver])
        kind = session.scalars(select(ContractType).where(ContractType.code == PLAIN)).one()
    return Office(opened, organization, owner, approver, {"plain": kind})
