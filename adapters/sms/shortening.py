import unicodedata

SEGMENT = 70
"""UTF-16 units of one SMS in Japanese (UCS-2, GSM 03.38): most characters are one, 𠮷 is two."""
SHORTEST_NAME = 4
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
LEGAL_FORMS = ("株式会社", "有限会社", "合同会社", "一般社団法人", "一般財団法人", "社会福祉法人")
CUT = "…"


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "replace")) // 2


def one_line(text: str) -> str:
    """Return one line of characters that a person sees."""
    seen = (" " if unicodedata.category(character) in UNSEEN else character for character in text)
    return " ".join("".join(seen).split())


def shortened(name: str, room: int) -> str:
    """Return as much of a name as `room` units hold: first without its legal form, then cut with …."""
    if units(name) <= room:
        return name
    bare = name
    for form in LEGAL_FORMS:
        bare = bare.removeprefix(form).removesuffix(form)
    bare = bare.strip() or name
    if units(bare) <= room:
        return bare
    while units(bare + CUT) > room:
        bare = bare[:-1]
    return bare.rstrip() + CUT
