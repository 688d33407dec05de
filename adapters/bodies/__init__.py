"""What the pages of a PDF say, for finding; scans by Tesseract where it is installed (MK-26, MK-88)."""

from adapters.bodies.pictures import can_read_pictures
from adapters.bodies.reading import words_of

__all__ = ["can_read_pictures", "words_of"]
