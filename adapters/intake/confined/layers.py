"""Optional content: keep what the default view shows and drop the rest (ISO 32000-1 8.11, threats.md T45)."""

from pikepdf import (
    Array,
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Dictionary,
    Name,
    Object,
    Operator,
    Page,
    Pdf,
    Stream,
    parse_content_stream,
    unparse_content_stream,
)

from adapters.intake.confined.visibility import Visibility

_PATH_PAINTING = frozenset(["S", "s", "f", "F", "f*", "B", "B*", "b", "b*"])
_SHOWING = frozenset(["Tj", "TJ", "Do", "sh", "EI", "INLINE IMAGE"])


def flatten_layers(pdf: Pdf) -> bool:
    """Remove hidden layers and make shown ones unconditional; say whether there were any."""
    properties = pdf.Root.get("/OCProperties")
    if not isinstance(properties, Dictionary):
        return False
    visibility = Visibility(properties)
    for page in pdf.pages:
        _settle_annotations(page, visibility)
        if _names_layers(page.obj.get("/Resources") or page.resources):
            page.obj["/Contents"] = pdf.make_stream(_settled(page, page.resources, visibility))
    for obj in pdf.objects:
        if isinstance(obj, Stream):
            _settle_stream(obj, visibility)
    return True


def _settle_annotations(page: Page, visibility: Visibility) -> None:
    annotations = page.obj.get("/Annots")
    if not isinstance(annotations, Array):
        return
    page.obj["/Annots"] = Array(
        [
            each
            for each in annotations
            if not isinstance(each, Dictionary) or visibility.shows(each.get("/OC"))
        ]
    )


def _settle_stream(stream: Stream, visibility: Visibility) -> None:
    if not visibility.shows(stream.get("/OC")):
        _blank(stream)
        return
    resources = stream.get("/Resources")
    if isinstance(resources, Dictionary) and _names_layers(resources):
        stream.write(_settled(stream, resources, visibility))


def _blank(stream: Stream) -> None:
    for key in set(stream.keys()) - {"/Length"}:
        del stream[key]
    stream["/Type"], stream["/Subtype"] = Name.XObject, Name.Form
    stream["/BBox"] = Array([0, 0, 0, 0])
    stream.write(b"")


def _names_layers(resources: Object) -> bool:
    properties = resources.get("/Properties") if isinstance(resources, Dictionary) else None
    if not isinstance(properties, Dictionary):
        return False
    return any(_is_layer(properties.get(key)) for key in properties.keys())  # noqa: SIM118 - not a dict


def _is_layer(value: Object | None) -> bool:
    return isinstance(value, Dictionary) and value.get("/Type") in ("/OCG", "/OCMD")


def _settled(content: Page | Stream, resources: Object, visibility: Visibility) -> bytes:
    named = resources.get("/Properties") or Dictionary()
    hidden: list[bool] = []
    kept: list[ContentStreamInstruction | ContentStreamInlineImage] = []
    for instruction in parse_content_stream(content):
        operator, operands = str(instruction.operator), list(instruction.operands)
        if operator in ("BDC", "BMC"):
            is_layer = operator == "BDC" and operands[0] == "/OC" and isinstance(operands[1], Name)
            hidden.append(is_layer and not visibility.shows(named.get(str(operands[1]))))
            if is_layer:
                kept.append(ContentStreamInstruction([Name.Layer], Operator("BMC")))
                continue
        elif operator == "EMC" and hidden:
            hidden.pop()
        kept += _unpainted(operator, operands) if any(hidden) else [instruction]
    return unparse_content_stream(kept)


def _unpainted(operator: str, operands: list[Object]) -> list[ContentStreamInstruction]:
    """Return what keeps the graphics state of a hidden instruction without its paint."""
    if operator in _PATH_PAINTING:
        return [ContentStreamInstruction([], Operator("n"))]
    if operator in _SHOWING:
        return []
    next_line = ContentStreamInstruction([], Operator("T*"))
    if operator == "'":
        return [next_line]
    if operator == '"':
        spacing = zip(operands[:2], ("Tw", "Tc"), strict=True)
        return [*(ContentStreamInstruction([each], Operator(name)) for each, name in spacing), next_line]
    return [ContentStreamInstruction(operands, Operator(operator))]
