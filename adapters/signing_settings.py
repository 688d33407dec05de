"""Where the platform's signing key is kept: the built-in test authority, a file, or a token (GM-32)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypedDict, cast

from adapters.given import Given, SettingRefused

KeyPlace = Literal["test", "pkcs12", "pkcs11"]
NEEDED: Mapping[KeyPlace, tuple[str, ...]] = {
    "test": (),
    "pkcs12": ("WARIFU_SIGNING_FILE",),
    "pkcs11": ("WARIFU_SIGNING_MODULE", "WARIFU_SIGNING_TOKEN", "WARIFU_SIGNING_LABEL"),
}


class SigningSettings(TypedDict):
    signing_key: KeyPlace
    signing_file: Path | None
    signing_secret_file: Path | None
    signing_certificates: Path | None
    signing_crls: Path | None
    signing_module: Path | None
    signing_token: str
    signing_label: str


def signing_settings(given: Given) -> SigningSettings:
    """Raise SettingRefused where the kind of key chosen lacks what it needs."""
    place = cast("KeyPlace", given.one_of("WARIFU_SIGNING_KEY", tuple(NEEDED)))
    for name in NEEDED[place]:
        if not given.text(name):
            raise SettingRefused(name, f"is needed when WARIFU_SIGNING_KEY is {place}.")
    return {
        "signing_key": place,
        "signing_file": _path("WARIFU_SIGNING_FILE", given),
        "signing_secret_file": _path("WARIFU_SIGNING_SECRET_FILE", given),
        "signing_certificates": _path("WARIFU_SIGNING_CERTIFICATES", given),
        "signing_crls": _path("WARIFU_SIGNING_CRLS", given),
        "signing_module": _path("WARIFU_SIGNING_MODULE", given),
        "signing_token": given.text("WARIFU_SIGNING_TOKEN"),
        "signing_label": given.text("WARIFU_SIGNING_LABEL"),
    }


def _path(name: str, given: Given) -> Path | None:
    value = given.text(name)
    return Path(value).expanduser().absolute() if value else None
