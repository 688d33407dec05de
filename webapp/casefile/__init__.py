"""One contract as staff see it; `legal` shows the same page again when an act on it was refused."""

from webapp.casefile.page import case_page

__all__ = ["case_page"]
