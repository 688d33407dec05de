"""Who asks, from where: what every act and every audited reading carries."""

from flask import request

from contracts.acts import Origin

LONGEST_USER_AGENT = 300


def origin_of(actor: str, session: str) -> Origin:
    """Return the origin of this request; both are public ids."""
    return Origin(
        actor=actor,
        address=request.remote_addr or "",
        user_agent=request.headers.get("User-Agent", "")[:LONGEST_USER_AGENT],
        session=session,
    )
