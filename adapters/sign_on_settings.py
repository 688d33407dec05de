"""Which identity providers organisations may name: none unless the installation lists them (T39)."""

import re
from typing import TypedDict
from urllib.parse import urlsplit

from adapters.given import Given, SettingRefused, is_loopback

HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?::[1-9][0-9]{0,4})?")
TRIAL = re.compile(r"http://(?:127\.0\.0\.1|localhost):[1-9][0-9]{0,4}")


class SignOnSettings(TypedDict):
    oidc_issuers: tuple[str, ...]


def sign_on_settings(given: Given, base_url: str) -> SignOnSettings:
    """Raise SettingRefused for what is no host; http is for a provider and a site on this machine alone."""
    name = "WARIFU_OIDC_ISSUERS"
    words = tuple(word.casefold() for word in given.words(name))
    here = is_loopback(urlsplit(base_url).hostname or "")
    for word in words:
        if not HOST.fullmatch(word) and not (here and TRIAL.fullmatch(word)):
            raise SettingRefused(name, "must list host names such as login.example.com.", word)
    return {"oidc_issuers": words}
