"""A page of ours as a PDF/A-3b (ISO 19005-3) that carries its data; equal input, equal bytes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from adapters.fonts import FontName
from adapters.paper.blocks import Composed
from adapters.paper.cast import Cast
from adapters.paper.elements import PageRefused, read
from adapters.paper.ink import FONTS, Ink
from adapters.paper.objects import Objects, date, number, reference, text
from adapters.paper.strips import PAGE_HEIGHT, PAGE_WIDTH, paginated
from adapters.paper.structure import outline_of, structure_of
from adapters.paper.tags import Tag

PRODUCER = "Warifu"
CONDITION = "(sRGB IEC61966-2.1)"
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<pdf:Producer>{producer}</pdf:Producer><xmp:CreatorTool>{tool}</xmp:CreatorTool>
<xmp:CreateDate>{at}</xmp:CreateDate><xmp:ModifyDate>{at}</xmp:ModifyDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file inside the PDF: the data that the page shows; `kind` is its media type."""

    name: str
    description: str
    kind: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Printed:
    """`missing` are the characters that the faces could not draw."""

    pdf: bytes
    missing: tuple[str, ...]


def printed(html: str, at: datetime, attached: Attached) -> Printed:
    """Return the PDF of our page; raises PageRefused for any other."""
    root = read(html)
    head, body = _child(root, "head"), _child(root, "body")
    tag = Tag("Document")
    composed = Composed(tag)
    for element in body:
        composed.take(element)
    pages = paginated(composed.strips)
    casts: dict[FontName, Cast] = {name: Cast(name) for name in FONTS}
    inks = [Ink(casts, place) for place in range(len(pages))]
    foot = _foot(body)
    streams = [
        ink.page(placed, (*foot, f"{place} / {len(pages)}"))
        for place, (ink, placed) in enumerate(zip(inks, pages, strict=True), 1)
    ]
    objects = Objects()
    kids = [objects.reserve() for _ in pages]
    tree = _pages(objects, kids, streams, casts)
    catalog = {
        "Pages": tree,
        "StructTreeRoot": structure_of(objects, tag, kids, [ink.marked for ink in inks]),
        "Outlines": outline_of(objects, tag, kids),
        **_attachment(objects, attached, at),
        **_archival(objects, head, at),
    }
    entries = " ".join(f"/{name} {value}" for name, value in catalog.items())
    whole = objects.add(f"<< /Type /Catalog /Lang (ja) /MarkInfo << /Marked true >> {entries} >>")
    missing = tuple(letter for cast in casts.values() for letter in cast.missing)
    return Printed(objects.file(whole, _info(objects, head, at)), missing)


def _pages(
    objects: Objects, kids: Sequence[int], streams: Sequence[bytes], casts: Mapping[FontName, Cast]
) -> str:
    parent = objects.reserve()
    fonts = " ".join(f"/{FONTS[name]} {cast.font(objects)}" for name, cast in casts.items() if cast.is_used)
    for place, (kid, stream) in enumerate(zip(kids, streams, strict=True)):
        content = objects.stream(stream)
        objects.put(
            kid,
            f"<< /Type /Page /Parent {reference(parent)} /Contents {content} /StructParents {place} /Tabs /S "
            f"/MediaBox [0 0 {number(PAGE_WIDTH)} {number(PAGE_HEIGHT)}] "
            f"/Resources << /Font << {fonts} >> >> >>",
        )
    listed = " ".join(map(reference, kids))
    objects.put(parent, f"<< /Type /Pages /Count {len(kids)} /Kids [{listed}] >>")
    return reference(parent)


def _attachment(objects: Objects, attached: Attached, at: datetime) -> dict[str, str]:
    kind, when = attached.kind.replace("/", "#2F"), date(at)
    stream = objects.stream(
        attached.body,
        f"/Type /EmbeddedFile /Subtype /{kind} "
        f"/Params << /Size {len(attached.body)} /CreationDate {when} /ModDate {when} >>",
    )
    named = objects.add(
        f"<< /Type /Filespec /F ({attached.name}) /UF ({attached.name}) /AFRelationship /Data "
        f"/Desc {text(attached.description)} /EF << /F {stream} /UF {stream} >> >>"
    )
    return {"AF": f"[{named}]", "Names": f"<< /EmbeddedFiles << /Names [({attached.name}) {named}] >> >>"}


def _archival(objects: Objects, head: Element, at: datetime) -> dict[str, str]:
    told = _told(head)
    xmp = XMP.format(
        **{name: escape(value) for name, value in told.items()},
        producer=PRODUCER,
        at=at.isoformat("T", "seconds"),
    )
    profile = objects.stream(_profile(), "/N 3")
    intent = (
        f"/S /GTS_PDFA1 /OutputConditionIdentifier {CONDITION} /Info {CONDITION} /DestOutputProfile {profile}"
    )
    return {
        "Metadata": objects.stream(xmp.encode(), "/Type /Metadata /Subtype /XML", packed=False),
        "OutputIntents": f"[<< /Type /OutputIntent {intent} >>]",
        "ViewerPreferences": "<< /DisplayDocTitle true >>",
    }


def _info(objects: Objects, head: Element, at: datetime) -> str:
    told, when = _told(head), date(at)
    return objects.add(
        f"<< /Title {text(told['title'])} /Author {text(told['author'])} /Creator {text(told['tool'])} "
        f"/Producer {text(PRODUCER)} /CreationDate {when} /ModDate {when} >>"
    )


def _told(head: Element) -> dict[str, str]:
    """The title, the author and the tool that the page names."""
    named = {meta.get("name", ""): meta.get("content", "") for meta in head.iter("meta")}
    title = (head.findtext("title") or "").strip()
    return {"title": title, "author": named.get("author", ""), "tool": named.get("generator", "")}


def _foot(body: Element) -> tuple[str, str]:
    """The id and which copy it is, as the page itself shows them."""
    shown = {
        one.get("class", ""): "".join(one.itertext()).strip()
        for one in body.iter()
        if one.tag in {"p", "span"}
    }
    copy = shown.get("copy", "")
    return shown.get("certificate-id", ""), f"合意証明書（{copy}）" if copy else ""


def _child(root: Element, name: str) -> Element:
    found = root.find(name)
    if root.tag != "html" or found is None:
        raise PageRefused(name)
    return found


@cache
def _profile() -> bytes:
    """The sRGB profile of the ICC that WeasyPrint carries; its code is not loaded for that."""
    found = find_spec("weasyprint")
    folders = found.submodule_search_locations if found else None
    return (Path((folders or [""])[0]) / "pdf" / "sRGB2014.icc").read_bytes()
