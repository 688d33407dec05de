"""Opening a picture somebody sent with Pillow; runs in the child only."""

import io
import warnings
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from PIL import Image, ImageFile, UnidentifiedImageError

MOST_PIXELS = 25_000_000


class PictureRefused(Exception):
    """`code` is too_many_pixels, unknown or damaged."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@contextmanager
def opened(data: bytes, formats: Collection[str]) -> Iterator[Image.Image]:
    """Yield the picture; raises PictureRefused, also for what is found while its pixels are read."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    # WeasyPrint sets it where it is imported, and a standby may have imported it.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            # Between one and two times the limit Pillow only warns.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=list(formats)) as picture:
                yield picture
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureRefused("too_many_pixels") from None
    except UnidentifiedImageError:
        raise PictureRefused("unknown") from None
    except (OSError, SyntaxError, ValueError):
        raise PictureRefused("damaged") from None
