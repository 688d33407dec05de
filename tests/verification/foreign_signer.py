"""A stranger's own signatures, made in milliseconds: B-B, self-signed, never one of ours."""

import datetime as dt
from functools import cache
from io import BytesIO

import asn1crypto.keys
import asn1crypto.x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko_certvalidator.registry import SimpleCertificateStore

SINCE = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
UNTIL = dt.datetime(2045, 1, 1, tzinfo=dt.UTC)
NAME = "Foreign Signer"


@cache
def signer() -> SimpleSigner:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), SINCE, UNTIL)
    certificate = builder.add_extension(usage, critical=True).sign(key, hashes.SHA256())
    plain = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return SimpleSigner(
        signing_cert=asn1crypto.x509.Certificate.load(certificate.public_bytes(Encoding.DER)),
        signing_key=asn1crypto.keys.PrivateKeyInfo.load(plain),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]  # pyHanko is partly untyped
    )


def signed(
    pdf: bytes, field: str, permits: MDPPerm | None = None, box: tuple[int, ...] | None = None
) -> bytes:
    """Sign in a new field, visible in `box` if there is one; with `permits` the signature certifies."""
    metadata = PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=permits is not None,
        docmdp_permissions=permits or MDPPerm.FILL_FORMS,
    )
    spec = SigFieldSpec(field, on_page=0, box=box)  # type: ignore[arg-type]  # four numbers
    out = BytesIO()
    sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), metadata, signer(), new_field_spec=spec, output=out)
    return out.getvalue()
