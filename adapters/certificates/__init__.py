"""合意証明書 as a PDF: drawn from its facts in a confined child that can fetch nothing (threats.md T31)."""

from adapters.certificates.drawing import GlyphMissing, render, render_all
from adapters.certificates.signed_file import signed_file

__all__ = ["GlyphMissing", "render", "render_all", "signed_file"]
