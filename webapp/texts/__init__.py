"""Words and formats that pages share; sentences are made when read."""

from webapp.texts.filters import install_formats

__all__ = ["install_formats"]
