"""SoftHSM2 as the hardware security module: a token of its own for each test session."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pkcs11
import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from pkcs11 import Attribute, CertificateType, ObjectClass

from tests.evidence.foreign import Holder

MODULES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
)
TOKEN, PIN = "warifu", "7391"


def softhsm_module() -> Path:
    found = next((Path(one) for one in MODULES if Path(one).exists()), None)
    if found is None or shutil.which("softhsm2-util") is None:
        pytest.skip("SoftHSM2 is not installed: python -m tools.doctor test")
    return found


@contextmanager
def token_in(folder: Path) -> Iterator[Path]:
    """Make an empty token under `folder` and yield the module."""
    with pytest.MonkeyPatch.context() as patch:
        yield _made(folder, patch)


def _made(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    module = softhsm_module()
    (folder / "tokens").mkdir(parents=True)
    configuration = folder / "softhsm2.conf"
    configuration.write_text(f"directories.tokendir = {folder}/tokens\nobjectstore.backend = file\n")
    patch.setenv("SOFTHSM2_CONF", str(configuration))
    _softhsm("--init-token", "--free", "--label", TOKEN, "--so-pin", "0000", "--pin", PIN)
    return module


def import_key(folder: Path, label: str, one: Holder) -> None:
    file = folder / f"{label}.pem"
    file.write_bytes(one.key_pem)
    number = f"{one.certificate.serial_number % 2**32:08x}"
    named = ("--label", label, "--id", number)
    _softhsm("--import", str(file), "--token", TOKEN, "--pin", PIN, *named, "--force")
    file.unlink()


def import_certificate(module: Path, label: str, one: Holder) -> None:
    library = pkcs11.lib(str(module))
    library.reinitialize()
    with library.get_token(token_label=TOKEN).open(rw=True, user_pin=PIN) as session:
        session.create_object(
            {
                Attribute.CLASS: ObjectClass.CERTIFICATE,
                Attribute.CERTIFICATE_TYPE: CertificateType.X_509,
                Attribute.TOKEN: True,
                Attribute.LABEL: label,
                Attribute.SUBJECT: one.certificate.subject.public_bytes(),
                Attribute.VALUE: one.certificate.public_bytes(Encoding.DER),
            }
        )


def _softhsm(*words: str) -> None:
    subprocess.run(["softhsm2-util", *words], check=True, capture_output=True)
