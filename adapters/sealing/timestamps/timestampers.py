"""Which TSAs an installation asks."""

import logging
from collections.abc import Callable
from datetime import datetime

from adapters.sealing.timestamps.configured_timestampers import (
    ConfiguredTimestampers,
    configured_timestampers,
)
from adapters.sealing.timestamps.http_timestamper import HttpTimestamper
from adapters.sealing.timestamps.local_timestamper import AuthoritySource, LocalTimestamper
from adapters.sealing.timestamps.ordered_timestamper import OrderedTimestamper
from adapters.settings import Settings

_log = logging.getLogger("warifu.timestamps")


def timestamper_of(
    settings: Settings, authority: AuthoritySource, clock: Callable[[], datetime]
) -> OrderedTimestamper:
    """Return those of WARIFU_TSA_FILE, or of WARIFU_TSA_URLS, or the built-in one.

    The built-in one stays known beside a file: contracts under way may bear its tokens from before.
    An address alone says nothing of whom to believe: of WARIFU_TSA_URLS is believed what the built-in
    authority certified and nobody else, which serves trials and tests.
    """
    built_in, configured = LocalTimestamper(authority), configured_of(settings, clock)
    if configured:
        named = configured.timestamper
        return OrderedTimestamper(named.sources, clock, (*named.retired, built_in))
    if not settings.tsa_urls:
        return OrderedTimestamper([built_in], clock)
    _log.warning("WARIFU_TSA_URLS is for trials; a real TSA goes into WARIFU_TSA_FILE with its certificates")
    return OrderedTimestamper(
        [HttpTimestamper(url, trust=built_in.trust) for url in settings.tsa_urls], clock
    )


def configured_of(settings: Settings, clock: Callable[[], datetime]) -> ConfiguredTimestampers | None:
    """Return the TSAs of WARIFU_TSA_FILE, or None; raises SettingRefused for what cannot be used."""
    return configured_timestampers(settings.tsas, settings.revocation, clock) if settings.tsas else None
