"""What the pages are handed: made once by `create_app`, reached through the running app."""

from dataclasses import dataclass, field
from typing import cast

from flask import current_app

from adapters.files import FileStore
from adapters.keys import MasterKeys
from adapters.settings import Settings
from database.engine import Database
from search import Finder
from webapp.engine import Engine

EXTENSION = "warifu"


@dataclass(frozen=True, slots=True)
class Parts:
    settings: Settings
    database: Database
    files: FileStore
    keys: MasterKeys
    engine: Engine
    finder: Finder = field(default_factory=Finder)


def parts() -> Parts:
    return cast("Parts", current_app.extensions[EXTENSION])
