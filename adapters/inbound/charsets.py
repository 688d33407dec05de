"""Bytes of Japanese mail to text, whatever their label says; only codecs of text, named here."""

import re

KNOWN = {
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "cp932", "ms932", "windows-31j"), "cp932"),
    **dict.fromkeys(("iso-2022-jp", "iso-2022-jp-ms", "cp50220", "cp50221", "iso-2022-jp-1"), "iso-2022-jp"),
    **dict.fromkeys(("euc-jp", "x-euc-jp", "cp51932", "eucjp"), "euc_jp"),
    **dict.fromkeys(("utf-8", "utf8", "us-ascii", "ascii", ""), "utf-8"),
    **dict.fromkeys(("iso-8859-1", "latin1", "windows-1252", "cp1252"), "cp1252"),
    **{name: name for name in ("utf-16", "gb2312", "gbk", "gb18030", "big5", "euc-kr", "iso-8859-15")},
}
JIS = "iso-2022-jp"
_ESCAPE = re.compile(rb"\x1b(\$B|\$@|\(B|\(J|\(I)")
_SHIFTED_AT, _KANA_BIT = 0x5F, 0x80


def text_of(data: bytes, label: str = "") -> str:
    """Decode by the label, or where that is wrong by what the bytes are; never raises."""
    if _ESCAPE.search(data):
        return _of_jis(data)
    named = KNOWN.get(label.strip().strip("\"'").casefold(), "utf-8")
    for codec in dict.fromkeys((named, "utf-8", "cp932")):
        try:
            return data.decode(codec if codec != JIS else "ascii")
        except UnicodeDecodeError:
            continue
    return data.decode(named if named != JIS else "cp932", "replace")


def _of_jis(data: bytes) -> str:
    """ISO-2022-JP as mail programs write it: with ①, ㈱ and 髙, which Python's own codec refuses."""
    pieces = _ESCAPE.split(data)
    text = [pieces[0].decode("ascii", "replace")]
    for escape, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        if escape in {b"$B", b"$@"}:
            text.append(_shifted(piece).decode("cp932", "replace"))
        elif escape == b"(I":
            text.append(bytes(one | _KANA_BIT for one in piece).decode("cp932", "replace"))
        else:
            text.append(piece.decode("ascii", "replace"))
    return "".join(text)


def _shifted(piece: bytes) -> bytes:
    """JIS X 0208 pairs as Shift_JIS; line ends inside of them stay."""
    out, at = bytearray(), 0
    while at < len(piece):
        pair = piece[at : at + 2]
        if len(pair) == 2 and all(0x21 <= one <= 0x7E for one in pair):  # noqa: PLR2004 -- a pair, in 94 by 94
            out += _shift(*pair)
            at += 2
        else:
            out += pair[:1]
            at += 1
    return bytes(out)


def _shift(row: int, cell: int) -> bytes:
    lead = ((row + 1) >> 1) + (0x70 if row < _SHIFTED_AT else 0xB0)
    if row & 1:
        return bytes((lead, cell + (0x1F if cell <= _SHIFTED_AT else 0x20)))
    return bytes((lead, cell + 0x7E))
