"""The personal link put into a letter: short in an SMS, whole in a mail."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from contracts.letters import Channel, Letter

if TYPE_CHECKING:
    from adapters.secrets import LinkMaker

SIMPLE = "simple_url"


def linked(
    letter: Letter, secret_id: bytes, links: "LinkMaker", shorten: Callable[[bytes, str], None]
) -> Letter:
    """Return the letter with its link; `shorten` lets the link be found by the token of an SMS too."""
    url = links.url(secret_id)
    if letter.channel is Channel.SMS:
        url = links.short_url(secret_id)
        shorten(secret_id, links.short_digest(secret_id))
    facts = {**letter.facts, **dict.fromkeys(letter.link_facts, url)}
    if SIMPLE in letter.link_facts:
        facts[SIMPLE] = links.simple_url(secret_id)
    return replace(letter, facts=facts)
