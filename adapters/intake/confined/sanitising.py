"""Keep what a page needs, by name; clear what acts, by nature, wherever it hangs (threats.md T40, T45)."""

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from adapters.intake.outcomes import IntakeWarning

_CATALOG_KEYS = frozenset(
    [
        "/Type",
        "/Version",
        "/Pages",
        "/PageLabels",
        "/PageLayout",
        "/ViewerPreferences",
        "/Names",
        "/Dests",
        "/Outlines",
        "/StructTreeRoot",
        "/MarkInfo",
        "/Lang",
        "/OutputIntents",
    ]
)
_PAGE_KEYS = frozenset(
    [
        "/Type",
        "/Parent",
        "/Resources",
        "/MediaBox",
        "/CropBox",
        "/BleedBox",
        "/TrimBox",
        "/ArtBox",
        "/Contents",
        "/Rotate",
        "/Group",
        "/UserUnit",
        "/StructParents",
        "/Tabs",
    ]
)
_INFO_KEYS = frozenset(
    ["/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/Producer", "/CreationDate", "/ModDate"]
)
_ACTIONS = frozenset(
    [
        "/JavaScript",
        "/Launch",
        "/URI",
        "/SubmitForm",
        "/ResetForm",
        "/ImportData",
        "/GoToR",
        "/GoToE",
        "/GoTo3DView",
        "/Movie",
        "/Sound",
        "/Rendition",
        "/RichMediaExecute",
        "/Hide",
        "/Named",
        "/SetOCGState",
        "/Thread",
        "/Trans",
    ]
)
# What flattening has already turned into page content.
_SETTLED_KINDS = frozenset(["/Annot", "/OCG", "/OCMD"])
_EXTERNAL_STREAM_KEYS = ("/F", "/FFilter", "/FDecodeParms")
_STREAM_KEYS_TO_DROP = ("/Ref", "/OPI", "/PieceInfo", "/AF", "/OC", "/Metadata")


def sanitise(pdf: Pdf) -> set[IntakeWarning]:
    """Remove scripts, actions, attachments, links out and private data; return what was found."""
    found: set[IntakeWarning] = set()
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, Dictionary) and "/XFA" in form:
        found.add(IntakeWarning.ACTIVE_CONTENT_REMOVED)
    _keep_catalog(pdf)
    for page in pdf.pages:
        _keep_only(page.obj, _PAGE_KEYS)
    for obj in pdf.objects:
        found |= _scrubbed(obj)
    return found


def _keep_catalog(pdf: Pdf) -> None:
    _keep_only(pdf.Root, _CATALOG_KEYS)
    names = pdf.Root.get("/Names")
    if isinstance(names, Dictionary):
        _keep_only(names, frozenset({"/Dests"}))
    elif names is not None:
        del pdf.Root["/Names"]
    preferences = pdf.Root.get("/ViewerPreferences")
    if isinstance(preferences, Dictionary):
        _keep_only(preferences, frozenset({"/Direction"}))
    information = pdf.trailer.get("/Info")
    if isinstance(information, Dictionary):
        _keep_only(information, _INFO_KEYS)


def _keep_only(holder: Object, keys: frozenset[str]) -> None:
    for key in set(holder.keys()) - keys:
        del holder[key]


def _scrubbed(obj: Object) -> set[IntakeWarning]:
    """Scrub one indirect object and the direct objects within it."""
    found: set[IntakeWarning] = set()
    waiting = [obj]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Stream):
            found |= _scrub_stream(node)
            waiting += _direct_containers(node)
        elif isinstance(node, Dictionary):
            finding = _clear_if_active(node)
            found |= {finding} if finding else set()
            waiting += _direct_containers(node)
        elif isinstance(node, Array):
            waiting += [each for each in node if _is_direct_container(each)]
    return found


def _scrub_stream(stream: Stream) -> set[IntakeWarning]:
    is_external = "/F" in stream
    for key in (*_EXTERNAL_STREAM_KEYS, *_STREAM_KEYS_TO_DROP):
        if key in stream:
            del stream[key]
    return {IntakeWarning.ACTIVE_CONTENT_REMOVED} if is_external else set()


def _direct_containers(holder: Dictionary | Stream) -> list[Object]:
    values = (holder.get(key) for key in holder.keys())  # noqa: SIM118 - a pikepdf object iterates otherwise
    return [value for value in values if value is not None and _is_direct_container(value)]


def _is_direct_container(value: Object) -> bool:
    return isinstance(value, (Dictionary, Array)) and not value.is_indirect


def _clear_if_active(node: Dictionary) -> IntakeWarning | None:
    kind = str(node.get("/Type"))
    if kind == "/StructElem":
        _keep_only(node, frozenset(set(node.keys()) - {"/AF"}))
        return None
    if "/EF" in node or kind == "/Filespec":
        _keep_only(node, frozenset())
        return IntakeWarning.ATTACHMENTS_REMOVED
    if _is_action(node):
        _keep_only(node, frozenset())
        return IntakeWarning.ACTIVE_CONTENT_REMOVED
    if kind in _SETTLED_KINDS or _looks_like_annotation(node):
        _keep_only(node, frozenset())
    return None


def _is_action(node: Dictionary) -> bool:
    name = node.get("/S")
    return isinstance(name, Name) and str(name) in _ACTIONS


def _looks_like_annotation(node: Dictionary) -> bool:
    return "/Rect" in node and isinstance(node.get("/Subtype"), Name)
