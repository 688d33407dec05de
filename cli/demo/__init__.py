"""`warifu demo`: a believable office, made through the doors that people use, and by nothing else."""

from cli.demo.command import add_parser

__all__ = ["add_parser"]
