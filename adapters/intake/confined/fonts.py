from pikepdf import Dictionary, Pdf

_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
# ISO 32000-1 9.6.2.2: every viewer brings these.
_STANDARD_FAMILIES = ("/Helvetica", "/Times-", "/Courier", "/Symbol", "/ZapfDingbats")


def has_fonts_outside(pdf: Pdf) -> bool:
    """Say whether some text depends on fonts of the reader's machine."""
    return any(isinstance(obj, Dictionary) and _is_outside(obj) for obj in pdf.objects)


def _is_outside(font: Dictionary) -> bool:
    if font.get("/Type") != "/Font" or font.get("/Subtype") in ("/Type0", "/Type3"):
        return False
    if str(font.get("/BaseFont", "")).startswith(_STANDARD_FAMILIES):
        return False
    descriptor = font.get("/FontDescriptor")
    return not (isinstance(descriptor, Dictionary) and any(name in descriptor for name in _FONT_FILES))
