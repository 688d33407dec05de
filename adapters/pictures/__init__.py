"""Pictures and sizes of the pages of a stored PDF, drawn in a confined child."""

from adapters.pictures.drawing import NoSuchPage, PageSize, page_picture, page_pictures, page_sizes

__all__ = ["NoSuchPage", "PageSize", "page_picture", "page_pictures", "page_sizes"]
