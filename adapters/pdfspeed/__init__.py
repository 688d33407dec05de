"""Faster replacements for measured bottlenecks of asn1crypto 1.5.1 and pyHanko 0.38."""

from adapters.pdfspeed.installation import install

__all__ = ["install"]
