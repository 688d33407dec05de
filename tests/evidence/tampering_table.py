"""Which check finds which forgery: `python -m tests.evidence.tampering_table` writes docs/tampering.md.

Every cell is what the program said of the file that was forged for it, never what it should say.
"""

import asyncio
import logging
import tempfile
from io import BytesIO
from pathlib import Path

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext

from adapters.certificates import render_all
from adapters.sealing import Authority, Sealer, create_test_authority, load_authority
from adapters.verification.trust import trust_of
from contracts.certificate import Audience
from contracts.verdict import Colour
from tests.certificate.sample import some_facts
from tests.evidence.clock import present
from tests.evidence.contract import PASSPHRASE, Story, prepared, timestamper, told
from tests.evidence.forging import flipped, forgeries, with_another_attachment
from tests.evidence.judging import judged
from tests.evidence.programs import Programs

PAGE = Path(__file__).parents[2] / "docs" / "tampering.md"
BEGIN, END = "<!-- table: begin -->\n", "<!-- table: end -->\n"
SOUND, FOUND = "–", "**found**"
COLUMNS = ("record", "our verdict", "signers", "openssl", "qpdf", "pdfsig", "PDFBox", "pyHanko")
HEAD = f"| what was done | {' | '.join(COLUMNS)} |\n" + "|---" * (len(COLUMNS) + 1) + "|\n"
STRANGE = "**unknown**"


def table() -> str:
    """Forge, ask everybody, and return the rows in Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        ours, stranger = (authority_in(Path(folder) / name) for name in ("ours", "stranger"))
        files, issued = cases(ours, stranger)
        root = Path(folder) / "root.pem"
        root.write_bytes(ours.root_pem)
        programs = Programs(root, Path(folder))
        boxes = programs.pdfbox(files)
        rows = (row(programs, pdf, issued.get(pdf, STRANGE), boxes[what]) for what, pdf in files.items())
        return HEAD + "".join(f"| {what} | {told} |\n" for what, told in zip(files, rows, strict=True))


def authority_in(folder: Path) -> Authority:
    folder.mkdir()
    create_test_authority(folder, PASSPHRASE, present())
    return load_authority(folder, PASSPHRASE, present)


def cases(ours: Authority, stranger: Authority) -> tuple[dict[str, bytes], dict[bytes, str]]:
    """Return the files by what was done, and what the record says of those that were issued."""
    sealer = Sealer(ours, timestamper(ours), present)
    story: Story = told(sealer, prepared())
    (drawn,) = render_all([some_facts().for_audience(Audience.PARTY)])
    certificate = sealer.seal_certificate(drawn, "合意証明書").pdf
    files = {"(nothing)": story.concluded}
    files |= {one.what: one.pdf for one in forgeries(story, stranger)}
    files |= {
        "another contract's certificate of agreement put in its place": certificate,
        "one byte of the certificate": flipped(certificate, len(certificate) // 3),
        "the JSON embedded in the certificate": with_another_attachment(certificate),
    }
    issued = {one.pdf: "**not concluded**" for one in story.revisions}
    return files, {**issued, story.concluded: "genuine", certificate: "**of another contract**"}


def row(programs: Programs, pdf: bytes, record: str, box: str) -> str:
    verdict = judged(pdf, [programs.root.read_bytes()])
    reason = f" ({verdict.reasons[0].partition(':')[0]})" if verdict.reasons else ""
    colour = verdict.colour if verdict.colour is Colour.GREEN else f"**{verdict.colour}**"
    cells = (
        record,
        f"{colour}{reason}",
        {True: "ours", False: "**not trusted**", None: "none"}[verdict.every_signer_trusted],
        *map(said, (programs.openssl(pdf), programs.qpdf(pdf), programs.pdfsig(pdf))),
        said(box.startswith("valid")),
        said(pyhanko_trusts(pdf, programs.root.read_bytes())),
    )
    return " | ".join(cells)


def said(good: bool) -> str:  # noqa: FBT001 -- the one thing a program answers
    return SOUND if good else FOUND


def pyhanko_trusts(pdf: bytes, root: bytes) -> bool:
    """Tell what pyHanko's own summary says of every signature (threats.md 0, fact 1: not to be shown)."""
    logging.disable(logging.CRITICAL)
    try:
        reader = PdfFileReader(BytesIO(pdf))
        known = trust_of(reader, [root]).context_at(None)
        return all(asyncio.run(_bottom_line(one, known)) for one in reader.embedded_signatures)
    except Exception:  # noqa: BLE001 -- whatever it raises at a forgery, it has not called it good
        return False
    finally:
        logging.disable(logging.NOTSET)


async def _bottom_line(signature: EmbeddedPdfSignature, known: ValidationContext) -> bool:
    if signature.sig_object_type == "/DocTimeStamp":
        stamp = await async_validate_pdf_timestamp(signature, known)
        return bool(stamp.intact and stamp.valid and stamp.trusted)
    return bool((await async_validate_pdf_signature(signature, known)).bottom_line)


def written_in(page: str) -> str:
    """Return the table as the page has it."""
    return page.partition(BEGIN)[2].partition(END)[0]


def main() -> None:
    page = PAGE.read_text("utf-8")
    before, _, rest = page.partition(BEGIN)
    PAGE.write_text(before + BEGIN + table() + END + rest.partition(END)[2], "utf-8")


if __name__ == "__main__":
    main()
