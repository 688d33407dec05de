"""Liveness, and readiness of each dependency; no words, no ids, no versions."""

from flask import Blueprint, Response, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from adapters.key_records import KeyRecords
from database.queries.unstamped import is_any_late
from webapp.parts import parts

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    return jsonify(status="ok")


@blueprint.get("/readyz")
def readyz() -> tuple[Response, int]:
    checks = {"database": _database_answers(), "engine": parts().engine.is_reachable()}
    ready = all(checks.values())
    status = "ok" if ready else "unavailable"
    told = {"timestamps": _timestamps_come(), "signing_key": _key_is_usable()}
    return jsonify(status=status, **checks, **told), 200 if ready else 503


def _key_is_usable() -> bool:
    """Told alike: what is to be signed waits for the key (decision 043)."""
    return KeyRecords(parts().settings.key_records).trouble() is None


def _timestamps_come() -> bool:
    """Told, but no reason to send nobody here: acts are recorded and acknowledged without them (LW-11)."""
    try:
        with parts().database.reading() as session:
            return not is_any_late(session)
    except SQLAlchemyError:
        return False


def _database_answers() -> bool:
    try:
        with parts().database.reading() as session:
            session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True
