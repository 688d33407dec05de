"""The five `dump` methods of asn1crypto 1.5.1 that take a length ending in 0x80 for the indefinite form.

wbond/asn1crypto issue 249: the forced re-encoding is exponential in depth on a changed tree, 10 to 60 s for
one PAdES-B-T signature. `dump_value` besides encodes the contents once per level, not two or three times.
"""

from typing import Any

from asn1crypto import core

LONG_TAG = 0x1F
CONTINUES = 0x80


def _length_position(header: bytes, tag_position: int) -> int:
    position = tag_position + 1
    if header[tag_position] & LONG_TAG == LONG_TAG:
        while header[position] & CONTINUES:
            position += 1
        position += 1
    return position


def ends_indefinite(header: bytes | None) -> bool:
    """Say whether the innermost of these concatenated headers has the indefinite length (X.690, 8.1.3.6)."""
    if not header or header[-1] != CONTINUES:
        return False
    position, length_octet = 0, 0
    while position < len(header):
        position = _length_position(header, position)
        length_octet = header[position]
        position += 1 + (length_octet & 0x7F if length_octet & CONTINUES else 0)
    return length_octet == CONTINUES


def dump_value(self: Any, force: bool = False) -> bytes:  # noqa: ANN401, FBT001, FBT002 - upstream's signature
    contents = self.contents
    if self._header is None or force or ends_indefinite(self._header):
        if isinstance(self, core.Constructable) and self._indefinite:
            self.method = 0
        header = core._dump_header(self.class_, self.method, self.tag, contents)  # noqa: SLF001 - upstream's own step
        for class_, tag in self.explicit or ():
            header = core._dump_header(class_, 1, tag, header + contents) + header  # noqa: SLF001 - upstream's own step
        self._header = header
        self._trailer = b""
    encoded: bytes = self._header + contents + self._trailer
    return encoded


def dump_choice(self: Any, force: bool = False) -> bytes:  # noqa: ANN401, FBT001, FBT002 - upstream's signature
    forced = force or ends_indefinite(self._header)
    self._contents = self.chosen.dump(force=forced)
    if self._header is None or forced:
        self._header = b""
        for class_, tag in self.explicit or ():
            contents = self._header + self._contents
            self._header = core._dump_header(class_, 1, tag, contents) + self._header  # noqa: SLF001 - upstream's own step
    encoded: bytes = self._header + self._contents
    return encoded


def dump_primitive(self: Any, force: bool = False) -> bytes:  # noqa: ANN401, FBT001, FBT002 - upstream's signature
    if force or ends_indefinite(self._header):
        native = self.native
        self.contents = None
        self.set(native)
    return dump_value(self)


def dump_sequence(self: Any, force: bool = False) -> bytes:  # noqa: ANN401, FBT001, FBT002 - upstream's signature
    has_spec = self._fields != [] or self.__class__ is not core.Sequence
    if has_spec and (force or ends_indefinite(self._header)):
        self._set_contents(force=True)
    if self._fields and self.children is not None:
        _require_every_field(self)
    return dump_value(self)


def _require_every_field(sequence: Any) -> None:  # noqa: ANN401 - asn1crypto is untyped
    for index, (name, _, params) in enumerate(sequence._fields):
        if sequence.children[index] is core.VOID and not ("default" in params or "optional" in params):
            message = f'Field "{name}" is missing from structure'
            raise ValueError(message)


def dump_sequence_of(self: Any, force: bool = False) -> bytes:  # noqa: ANN401, FBT001, FBT002 - upstream's signature
    if force or ends_indefinite(self._header):
        self._set_contents(force=True)
    return dump_value(self)
