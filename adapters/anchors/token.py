"""What a timestamp token over a text proves, measured against the roots that the installation trusts."""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import cms
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation, validate_tst_signed_data
from pyhanko.sign.validation.status import TimestampSignatureStatus
from pyhanko_certvalidator import ValidationContext


@dataclass(frozen=True, slots=True)
class TokenSays:
    """`sound`: made over this text by the key of the certificate inside; `trusted`: of a known root."""

    at: datetime
    authority: str
    serial: str
    policy: str
    sound: bool
    trusted: bool


def token_says(token: bytes, text: str, roots: Sequence[bytes], certificates: str = "") -> TokenSays | None:
    """Return what the DER `token` says of `text`, or None for what is no token; fetches nothing.

    `roots` and `certificates` are PEM; certificates above the TSA's own may be among the latter.
    """
    try:
        return asyncio.run(_says(token, text, _context(token, roots, certificates)))
    except Exception:  # noqa: BLE001 -- asn1crypto and pyHanko fail in many ways on foreign bytes
        return None


async def _says(token: bytes, text: str, context: ValidationContext) -> TokenSays:
    signed = _signed(token)
    info = _info(token)
    imprint = hashlib.sha256(text.encode()).digest()
    told = await validate_tst_signed_data(signed, context, lambda _algorithm: imprint)
    status = TimestampSignatureStatus(**told)
    subject = extract_certs_for_validation(signed).signer_cert.subject
    return TokenSays(
        at=info["gen_time"].native,
        authority=subject.native.get("common_name", subject.human_friendly),
        serial=f"{info['serial_number'].native:x}",
        policy=info["policy"].native,
        sound=bool(status.intact and status.valid and _stamps(info, imprint)),
        trusted=bool(status.trusted),
    )


def _stamps(info: Any, imprint: bytes) -> bool:  # noqa: ANN401 -- asn1crypto is untyped
    stamped = info["message_imprint"]
    is_sha256 = stamped["hash_algorithm"]["algorithm"].native == "sha256"
    return bool(is_sha256 and stamped["hashed_message"].native == imprint)


def _context(token: bytes, roots: Sequence[bytes], certificates: str) -> ValidationContext:
    """Trust as of the token's own time: that the chain held then is what newer anchors keep provable."""
    return ValidationContext(
        trust_roots=[one for root in roots for one in load_certs_from_pemder_data(root)],
        other_certs=list(load_certs_from_pemder_data(certificates.encode())) if certificates else [],
        allow_fetching=False,
        revocation_mode="soft-fail",
        moment=_info(token)["gen_time"].native,
        retroactive_revinfo=True,
    )


def _signed(token: bytes) -> Any:  # noqa: ANN401 -- asn1crypto is untyped
    return cms.ContentInfo.load(token, strict=True)["content"]


def _info(token: bytes) -> Any:  # noqa: ANN401 -- asn1crypto is untyped
    return _signed(token)["encap_content_info"]["content"].parsed
