"""A page of ours as a PDF for reading: drawn in a confined child that can fetch nothing (threats.md T31)."""

from adapters.booklets.drawing import render

__all__ = ["render"]
