"""The keys of the session and of form tokens: the newest signs, the one before still verifies (T28)."""

from typing import TYPE_CHECKING

from adapters.keys import KeyPurpose

if TYPE_CHECKING:
    from flask import Flask

    from adapters.keys import MasterKeys


def install_session_keys(app: "Flask", keys: "MasterKeys", number: int) -> None:
    """`number` counts from 1; raised by one, forms that are open go on, raised by two, nothing is left.

    A new generation of the master key signs from the next start on; what its elders signed still verifies.
    """
    newest, *older = [key for which in (number, number - 1) if which for key in _keys(keys, which)]
    app.config.update(
        SECRET_KEY=newest,
        SECRET_KEY_FALLBACKS=older,
        WTF_CSRF_SECRET_KEY=[*older, newest],  # ItsDangerous signs with the last and verifies with each
    )


def _keys(keys: "MasterKeys", number: int) -> tuple[bytes, ...]:
    purpose = KeyPurpose.SESSIONS.value
    return keys.derived(purpose if number == 1 else f"{purpose}/{number}").each()
