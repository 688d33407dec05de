"""`warifu import FOLDER --ledger CSV`: a folder of concluded contracts into the archive (MK-24, MK-08)."""

from cli.importing.command import add_parser

__all__ = ["add_parser"]
