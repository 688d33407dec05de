"""Word, Excel, PowerPoint and OpenDocument as PDF, by LibreOffice where it is installed (domain.md MK-52)."""

from adapters.conversion.converting import SUFFIXES, ConversionRefused, can_convert, convert, is_convertible

__all__ = ["SUFFIXES", "ConversionRefused", "can_convert", "convert", "is_convertible"]
