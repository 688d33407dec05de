"""Small Word and OpenDocument files, made part by part."""

import io
import zipfile

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
ROOT = (
    f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)

URN, ODT = "urn:oasis:names:tc:opendocument:xmlns", "application/vnd.oasis.opendocument.text"
NAMES = {"office": "office", "text": "text", "draw": "drawing", "svg": "svg-compatible"}
MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{URN}:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODT}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def word(text: str, relation: str = "", coding: str = "utf-8") -> bytes:
    """Return a document of one paragraph; `relation` is an address it reads something from."""
    out = io.BytesIO()
    paragraph = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("[Content_Types].xml", TYPES)
        made.writestr("_rels/.rels", ROOT)
        body = f'<w:document xmlns:w="{WORD}"><w:body>{paragraph}</w:body></w:document>'
        made.writestr("word/document.xml", body.encode(coding))
        if relation:
            made.writestr("word/_rels/document.xml.rels", _external(relation))
    return out.getvalue()


def _external(address: str) -> str:
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r9" TargetMode="External" '
        f'Type="{OFFICE}/attachedTemplate" Target="{address}"/></Relationships>'
    )


def text_with_links(picture: str, section: str) -> bytes:
    """Return an OpenDocument text that shows a picture and includes a section from these addresses."""
    spaces = " ".join(f'xmlns:{name}="{URN}:{rest}:1.0"' for name, rest in NAMES.items())
    content = (
        f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2">'
        '<office:body><office:text><text:p>first<draw:frame svg:width="10cm" svg:height="10cm">'
        f'<draw:image xlink:href="{picture}"/></draw:frame></text:p><text:section text:name="s">'
        f'<text:section-source xlink:href="{section}"/><text:p>as saved</text:p></text:section>'
        "</office:text></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("mimetype", ODT)
        made.writestr("META-INF/manifest.xml", MANIFEST)
        made.writestr("content.xml", content)
    return out.getvalue()


def renamed(document: bytes, *pairs: bytes) -> bytes:
    """Return the document with every second of `pairs` in place of the one before it, in every part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as held, zipfile.ZipFile(out, "w") as made:
        for name in held.namelist():
            data = held.read(name)
            for before, after in zip(pairs[::2], pairs[1::2], strict=True):
                data = data.replace(before, after)
            made.writestr(name, data)
    return out.getvalue()


def with_part(document: bytes, name: str, data: bytes) -> bytes:
    out = io.BytesIO(document)
    with zipfile.ZipFile(out, "a") as made:
        made.writestr(name, data)
    return out.getvalue()
