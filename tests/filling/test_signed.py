"""Prepared, filled and signed with a throw-away key, judged by pyHanko's own rules of allowed changes."""

import asyncio
from io import BytesIO

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from adapters.filling import (
    CREATION_SIGNATURE,
    FINAL_SIGNATURE,
    Filling,
    SigningPlan,
    fill_into,
    filled,
    prepare,
    signature_field,
)
from adapters.imprint import ImprintMark, company_imprint, surname_imprint

AGREED = "2026年11月21日 13:02 合意"


def signed(data: bytes, signer: SimpleSigner, field: str, filling: Filling | None = None) -> bytes:
    """Fill and sign in one revision, as the sealing activity does."""
    stream = BytesIO(data)
    writer = IncrementalPdfFileWriter(stream)
    if filling:
        fill_into(writer, filling)
    certifies = field == CREATION_SIGNATURE
    metadata = PdfSignatureMetadata(
        field_name=field,
        subfilter=SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        certify=certifies,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )
    pdf_signer = PdfSigner(metadata, signer)
    asyncio.run(
        pdf_signer.async_sign_pdf(writer, existing_fields_only=True, in_place=True, bytes_reserved=16384)
    )
    return stream.getvalue()


def verdicts(data: bytes) -> dict[str, bool]:
    """Tell for each signature whether it is intact and DocMDP and locks allow what came later."""
    found = {}
    for signature in PdfFileReader(BytesIO(data)).embedded_regular_signatures:
        trust = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
        status = asyncio.run(async_validate_pdf_signature(signature, trust))
        found[signature.field_name] = bool(status.intact and status.valid and status.docmdp_ok)
    return found


def fillings(seals: tuple[ImprintMark | None, ...]) -> dict[str, Filling]:
    return {f"p{i}": Filling(f"p{i}", AGREED, seal) for i, seal in enumerate(seals, start=1)}


def concluded(data: bytes, signer: SimpleSigner) -> bytes:
    seals = (company_imprint("株式会社割符商事").mark, surname_imprint("髙﨑").mark, None)
    data = signed(data, signer, CREATION_SIGNATURE)
    for key, filling in fillings(seals).items():
        data = signed(data, signer, signature_field(key), filling)
    return signed(data, signer, FINAL_SIGNATURE)


def test_all_signatures_stand_after_everyone_has_filled_and_signed(
    working: bytes, plan: SigningPlan, signer: SimpleSigner
) -> None:
    assert verdicts(concluded(prepare(working, plan), signer)) == {
        "Sig-create": True,
        "Sig-p1": True,
        "Sig-p2": True,
        "Sig-p3": True,
        "Sig-final": True,
    }


def test_a_preview_of_the_next_party_leaves_the_earlier_signatures_standing(
    working: bytes, plan: SigningPlan, signer: SimpleSigner
) -> None:
    data = signed(prepare(working, plan), signer, CREATION_SIGNATURE)
    data = signed(data, signer, "Sig-p1", Filling("p1", AGREED, surname_imprint("佐藤").mark))

    preview = filled(data, Filling("p2", "", surname_imprint("髙﨑").mark))

    assert verdicts(preview) == {"Sig-create": True, "Sig-p1": True}


def test_a_seal_changed_after_its_party_signed_breaks_that_signature(
    working: bytes, plan: SigningPlan, signer: SimpleSigner
) -> None:
    data = signed(prepare(working, plan), signer, CREATION_SIGNATURE)
    data = signed(data, signer, "Sig-p1", Filling("p1", AGREED, surname_imprint("佐藤").mark))

    assert verdicts(with_value_removed(data, "p1_seal")) == {"Sig-create": True, "Sig-p1": False}


def test_a_field_filled_after_the_conclusion_breaks_the_final_signature(
    working: bytes, plan: SigningPlan, signer: SimpleSigner
) -> None:
    data = signed(prepare(working, plan), signer, CREATION_SIGNATURE)
    data = signed(data, signer, FINAL_SIGNATURE)

    late = filled(data, Filling("p1", AGREED, surname_imprint("佐藤").mark))

    assert verdicts(late)["Sig-final"] is False


def with_value_removed(data: bytes, name: str) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(data))
    for reference in writer.root["/AcroForm"]["/Fields"]:
        field = reference.get_object()
        if field["/T"] == name:
            del field["/V"]
            writer.update_container(field)
    out = BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]  # pyHanko is partly untyped
    return out.getvalue()
