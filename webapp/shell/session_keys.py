"""The keys of the session and of form tokens: the newest signs, the one before still verifies (T28)."""

from typing import TYPE_CHECKING

from adapters.keys import KeyPurpose

if TYPE_CHECKING:
    from flask import Flask

    from adapters.keys import MasterKey


def install_session_keys(app: "Flask", keys: "MasterKey", number: int) -> None:
    """`number` counts from 1; raised by one, forms that are open go on, raised by two, nothing is left."""
    newest, *older = [_key(keys, which) for which in (number, number - 1) if which]
    app.config.update(
        SECRET_KEY=newest,
        SECRET_KEY_FALLBACKS=older,
        WTF_CSRF_SECRET_KEY=[*older, newest],  # ItsDangerous signs with the last and verifies with each
    )


def _key(keys: "MasterKey", number: int) -> bytes:
    purpose = KeyPurpose.SESSIONS.value
    return keys.derived(purpose if number == 1 else f"{purpose}/{number}")
