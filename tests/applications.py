"""Applications of the tests: each kind is built once, and every test gets one over its own office.

Building one means a thousand addresses and its templates read anew, which is most of what a small test costs.
"""

from collections.abc import Callable, Hashable
from copy import copy

from flask import Flask

from webapp import create_app
from webapp.parts import EXTENSION, Parts
from webapp.shell.session_keys import install_session_keys

_built: dict[Hashable, Flask] = {}


def without_tokens(handed: Parts) -> Flask:
    """Build the whole application with forms that need no token: for tests of who may pass."""
    app = create_app(handed)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


def application(handed: Parts, build: Callable[[Parts], Flask] = create_app) -> Flask:
    """Return what `build` makes, handed these parts.

    It shares addresses, templates and handlers with the others of its kind: who adds any builds their own.
    """
    settings = handed.settings
    wired = (settings.base_url, settings.trusted_hosts, settings.trusted_proxies)
    kind = (build, *wired, settings.upload_limit, settings.mail, settings.is_loopback)
    if kind not in _built:
        _built[kind] = build(handed)
    app = copy(_built[kind])
    app.extensions = {**app.extensions, EXTENSION: handed}
    app.config = copy(app.config)
    if build in {create_app, without_tokens}:
        install_session_keys(app, handed.keys, settings.session_key)
    return app
