"""The web side: `create_app` wires what the pages are handed."""

from flask import Flask

from webapp.parts import EXTENSION, Parts


def create_app(handed: Parts) -> Flask:
    """Return the application for `handed`; nothing is read from the environment here."""
    from webapp.wiring import install  # noqa: PLC0415 -- blueprints import from this package

    app = Flask(__name__, template_folder="../templates", static_folder="static")
    app.extensions[EXTENSION] = handed
    install(app, handed)
    return app
