"""From the settings to the place where the signing key is kept."""

from functools import partial
from pathlib import Path

from adapters.sealing.keys.generations import AuthorityOpening
from adapters.sealing.keys.key_files import lists_in
from adapters.sealing.keys.key_ring import Opening
from adapters.sealing.keys.pkcs12_key import Pkcs12Opening
from adapters.sealing.keys.signing_key import SigningKey
from adapters.sealing.keys.token_key import TokenOpening
from adapters.settings import Settings


def configured_opening(settings: Settings, authority: AuthorityOpening) -> Opening[SigningKey]:
    """Return where the key of WARIFU_SIGNING_KEY is opened; `authority` is the built-in one."""
    if settings.signing_key == "test":
        return authority
    lists = partial(lists_in, settings.signing_crls or settings.keys / "crls")
    if settings.signing_key == "pkcs12":
        return Pkcs12Opening(
            settings.signing_file or Path(),
            settings.signing_secret_file,
            settings.signing_certificates,
            lists,
        )
    return TokenOpening(
        settings.signing_module or Path(),
        settings.signing_token,
        settings.signing_label,
        settings.signing_secret_file,
        settings.signing_certificates,
        lists,
        authority.clock,
    )
