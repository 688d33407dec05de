"""Cookie names and flags; the `__Host-` prefix needs https, so a loopback trial goes without."""

from typing import TYPE_CHECKING

from flask import current_app

if TYPE_CHECKING:
    from flask import Flask, Response

_SECURE = "WARIFU_SECURE_COOKIES"


def install_cookies(app: "Flask", base_url: str) -> None:
    """Flask's own session holds the CSRF secret and flashed words only; a sign-in has its own cookie."""
    secure = base_url.startswith("https://")
    app.config.update(
        {
            _SECURE: secure,
            "SESSION_COOKIE_NAME": _prefixed("warifu-form", secure=secure),
            "SESSION_COOKIE_SECURE": secure,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_PATH": "/",
        }
    )


def cookie_name(kind: str) -> str:
    """Return the full name for a kind of session, as `staff` or `counterparty`."""
    return _prefixed(f"warifu-{kind}", secure=_is_secure())


def set_cookie(response: "Response", kind: str, value: str, max_age: int | None = None) -> None:
    """Hand out a session cookie; `max_age` in seconds, None until the browser closes."""
    response.set_cookie(
        cookie_name(kind),
        value,
        max_age=max_age,
        path="/",
        secure=_is_secure(),
        httponly=True,
        samesite="Lax",
    )


def clear_cookie(response: "Response", kind: str) -> None:
    response.delete_cookie(cookie_name(kind), path="/", secure=_is_secure(), httponly=True, samesite="Lax")


def _is_secure() -> bool:
    return bool(current_app.config[_SECURE])


def _prefixed(name: str, *, secure: bool) -> str:
    return f"__Host-{name}" if secure else name
