import io

import pytest
from PIL import Image

from adapters.pictures.photos import PhotoFault, PhotoRefused, redrawn_photo
from contracts.acts import SubmitDocument
from contracts.signing import FileIdentity
from database.document import StoredFile
from database.party import Party
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan, paper
from tests.counterparty.site import Visitor


def photo(kind: str = "JPEG", size: tuple[int, int] = (60, 40)) -> bytes:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "CANARY-maker"
    Image.new("RGB", size, "skyblue").save(out, kind, exif=exif)
    return out.getvalue()


@pytest.fixture
def sent(office: Office, visitor: Visitor) -> Sent:
    sent = office.sent(Plan(imprint=False, documents=("運転免許証", "住民票")))
    visitor.enters(office.link(sent.parties[0]))
    visitor.sends("/c/contract/reading")
    return sent


def items(office: Office, sent: Sent) -> list[str]:
    with office.opened.database.reading() as session:
        return [one.public_id for one in session.get_one(Party, sent.parties[0].id).required_documents]


@pytest.mark.shows("CS-20")
def test_the_next_step_opens_only_when_every_document_has_been_handed_in(
    office: Office, visitor: Visitor, sent: Sent
) -> None:
    licence, residence = items(office, sent)
    assert "マイナンバー（個人番号）は提出しないでください" in visitor.text
    visitor.hands_in(licence, photo(), "photos/免許証.jpg")
    assert "免許証.jpg" in visitor.text
    assert "photos" not in visitor.text
    assert visitor.client.get("/c/preview").headers["Location"] == "/c/documents"
    visitor.hands_in(residence, paper("住民票"), "住民票.pdf")
    assert visitor.client.get("/c/preview").status_code == 200


@pytest.mark.shows("CS-35", "T49")
def test_what_is_kept_is_the_redrawn_picture_that_the_act_names(
    office: Office, visitor: Visitor, sent: Sent
) -> None:
    visitor.hands_in(items(office, sent)[0], photo(), "a.jpg")
    act = office.engine.acts(SubmitDocument)[0]
    assert isinstance(act, SubmitDocument)
    with office.opened.database.reading() as session:
        stored = session.query(StoredFile).filter_by(public_id=act.file).one()
    identity = FileIdentity(office.organization.public_id, act.file, "submitted", act.digest)
    kept = office.opened.files.read(identity)
    assert stored.digest == act.digest
    assert b"CANARY" not in kept
    assert Image.open(io.BytesIO(kept)).size == (40, 60)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "ファイルが空です"),
        (b"hello", "PDF、JPEG、PNG、HEICのいずれか"),
        (b"%PDF-1.7 nothing", "PDFが壊れていて"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_beside_its_item(
    office: Office, visitor: Visitor, sent: Sent, data: bytes, words: str
) -> None:
    assert visitor.hands_in(items(office, sent)[1], data, "x.pdf").status_code == 422
    assert words in visitor.text
    assert office.engine.acts(SubmitDocument) == []


def test_more_than_twenty_megabytes_are_refused(office: Office, visitor: Visitor, sent: Sent) -> None:
    large = b"%PDF-" + bytes(20 * 1024 * 1024)
    answer = visitor.hands_in(items(office, sent)[1], large, "x.pdf")
    assert answer.status_code == 422
    answer.request.environ["wsgi.input"].close()
    assert "20MBまで" in visitor.text


@pytest.mark.shows("T03")
def test_an_item_asked_of_another_party_is_not_there(office: Office, visitor: Visitor, sent: Sent) -> None:
    foreign = items(office, office.sent(Plan(documents=("印鑑証明書",))))[0]
    data = {
        **visitor.fields(f"/c/documents/{items(office, sent)[0]}"),
        "file": (io.BytesIO(photo()), "a.jpg"),
    }
    assert visitor.client.post(f"/c/documents/{foreign}", data=data).status_code == 404


@pytest.mark.shows("T49")
@pytest.mark.parametrize("kind", ["GIF", "TIFF", "WEBP", "BMP"])
def test_pictures_of_other_kinds_are_refused(kind: str) -> None:
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, kind)
    with pytest.raises(PhotoRefused) as refused:
        redrawn_photo(out.getvalue())
    assert refused.value.code is PhotoFault.NOT_A_PHOTO


@pytest.mark.shows("T49")
@pytest.mark.parametrize("side", [5_100, 9_000])
def test_a_picture_of_more_than_25_million_pixels_is_refused(side: int) -> None:
    out = io.BytesIO()
    Image.new("1", (side, side)).save(out, "PNG")
    with pytest.raises(PhotoRefused) as refused:
        redrawn_photo(out.getvalue())
    assert refused.value.code is PhotoFault.TOO_MANY_PIXELS


def test_a_picture_that_breaks_off_is_refused() -> None:
    with pytest.raises(PhotoRefused) as refused:
        redrawn_photo(photo(size=(400, 400))[:700])
    assert refused.value.code is PhotoFault.DAMAGED


def test_a_transparent_png_stays_transparent() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(out, "PNG")
    kept = redrawn_photo(out.getvalue())
    assert (kept.mimetype, kept.width, kept.height) == ("image/png", 8, 8)
    assert Image.open(io.BytesIO(kept.data)).getpixel((0, 0)) == (0, 0, 0, 0)
