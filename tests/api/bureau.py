"""An office with its API served in-process, and callers who carry tokens."""

import io
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from temporalio.client import Client
from werkzeug.test import TestResponse

from adapters.payloads import data_converter, payload_keys
from adapters.secrets import new_api_token, token_digest
from contracts.roles import Role
from database.engine import now_of
from database.people import Organization, User
from database.queries.accounts import NewAccount, add_account
from database.queries.tokens import file_token
from database.seed import seed_contract_types
from tests.api.described import PREFIX, require_described
from tests.applications import application
from tests.counterparty.office import Office as Desk
from tests.lifecycle.office import Office
from webapp.engine import Engine
from webapp.parts import Parts
from workflows.connection import connect_lazily

NOWHERE = "127.0.0.1:1"
LEASE: dict[str, Any] = {
    "title": "建物賃貸借契約書",
    "contract_type": "lease",
    "starts_on": "2026-12-01",
    "ends_on": "2027-11-30",
    "amount": 1200000,
    "memo": "更新あり",
    "parties": [
        {
            "role": "借主",
            "kind": "individual",
            "name": "佐藤 一郎",
            "email": "sato@example.com",
            "order": 1,
            "access_code": "19850505",
            "access_code_hint": "生年月日8桁",
        },
        {
            "role": "貸主",
            "kind": "corporate_informal",
            "company": "株式会社サンプル",
            "name": "鈴木 花子",
            "email": "suzuki@example.co.jp",
            "order": 2,
        },
    ],
}


@dataclass(frozen=True)
class Caller:
    """Every answer is held against the description."""

    app: Flask
    token: str

    def get(self, path: str, **options: Any) -> TestResponse:  # noqa: ANN401 -- options of the test client
        return self._checked(self._client.get(f"{PREFIX}{path}", headers=self._headers({}), **options))

    def post(self, path: str, **options: Any) -> TestResponse:  # noqa: ANN401 -- as above
        headers = self._headers(options.pop("headers", {}))
        return self._checked(self._client.post(f"{PREFIX}{path}", headers=headers, **options))

    def patch(self, path: str, **options: Any) -> TestResponse:  # noqa: ANN401 -- as above
        headers = self._headers(options.pop("headers", {}))
        return self._checked(self._client.patch(f"{PREFIX}{path}", headers=headers, **options))

    def put(self, path: str, **options: Any) -> TestResponse:  # noqa: ANN401 -- as above
        return self._checked(self._client.put(f"{PREFIX}{path}", headers=self._headers({}), **options))

    def draft(self, **changes: object) -> str:
        answer = self.post("/contracts", json={**LEASE, **changes})
        assert answer.status_code == 201, answer.get_data(as_text=True)
        return str(answer.get_json()["id"])

    def upload(self, contract: str, data: bytes, name: str = "契約書.pdf") -> TestResponse:
        answer = self.post(f"/contracts/{contract}/documents", data={"file": (io.BytesIO(data), name)})
        answer.request.environ["wsgi.input"].close()  # the test client spools a large body to a file
        return answer

    def send(self, contract: str, key: str = "") -> TestResponse:
        return self.post(f"/contracts/{contract}/sending", headers={"Idempotency-Key": key} if key else {})

    @property
    def _client(self) -> FlaskClient:
        return self.app.test_client()

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", **more}

    def _checked(self, response: TestResponse) -> TestResponse:
        require_described(self.app, response)
        assert "Set-Cookie" not in response.headers
        return response


def open_bureau(office: Office, client: Client | None = None) -> Flask:
    """Return the application; without a client the engine is out of reach."""
    with office.opened.database.writing() as session:
        seed_contract_types(session, office.organization)
    address = client.service_client.config.target_host if client else NOWHERE
    converter = data_converter(payload_keys(office.opened.keys))
    engine = Engine(lambda: connect_lazily(address, converter))
    opened = office.opened
    return application(Parts(opened.settings, opened.database, opened.files, opened.keys, engine))


def caller(app: Flask, office: Office | Desk, mail: str) -> Caller:
    token = new_api_token()
    with office.opened.database.writing() as session:
        user = session.scalars(select(User).where(User.mail == mail)).one()
        file_token(session, user, token_digest(token))
    return Caller(app, token)


def add_person(office: Office, mail: str, role: Role, organization: str = "") -> None:
    """Add an account, in another organisation if one is named."""
    with office.opened.database.writing() as session:
        home = office.organization
        if organization:
            home = Organization(name=organization, created_at=now_of(session))
            session.add(home)
            session.flush()
            seed_contract_types(session, home)
        add_account(session, home, NewAccount(mail, "山田 太郎", role, ""), "test")
