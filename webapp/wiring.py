"""Which protections and which blueprints the application has."""

from typing import TYPE_CHECKING

from webapp import (
    abuse,
    api,
    approval_routes,
    bulk_sendings,
    calendar_feed,
    compliance,
    contacts,
    contract_types,
    counterparty,
    deadlines,
    document_templates,
    entry,
    filing,
    folders,
    guide,
    health,
    hooks,
    imports,
    legal,
    management,
    office,
    outbox,
    overview,
    people,
    person_requests,
    placing,
    readers,
    review,
    shared,
    snippets,
    tax_visit,
    verification,
)
from webapp.access.languages import remember_language
from webapp.shell.cookies import install_cookies
from webapp.shell.csrf import install_csrf
from webapp.shell.errors import install_errors
from webapp.shell.headers import install_headers
from webapp.shell.hosts import install_proxies, install_trusted_hosts
from webapp.shell.https import install_https
from webapp.shell.languages import install_babel
from webapp.shell.limits import install_limits
from webapp.shell.request_log import install_request_log
from webapp.shell.session_keys import install_session_keys
from webapp.shell.static_files import install_static_files
from webapp.shell.unseen import install_unseen, install_unseen_in_sentences
from webapp.texts.filters import install_formats

if TYPE_CHECKING:
    from flask import Flask

    from webapp.parts import Parts

PAGES = (
    health,
    entry,
    filing,
    abuse,
    legal,
    placing,
    management,
    review,
    shared,
    office,
    people,
    folders,
    overview,
    approval_routes,
    contract_types,
    contacts,
    document_templates,
    bulk_sendings,
    imports,
    snippets,
    deadlines,
    calendar_feed,
    compliance,
    person_requests,
    counterparty,
    counterparty.short,
    readers,
    verification,
    tax_visit,
    guide,
)
MACHINES = (api, hooks)
"""Who asks here proves it by a token or a signature, and has no form."""


def install(app: "Flask", handed: "Parts") -> None:
    base_url = handed.settings.base_url
    install_unseen(app)
    install_request_log(app)
    install_trusted_hosts(app, base_url, handed.settings.trusted_hosts)
    install_proxies(app, handed.settings.trusted_proxies)
    install_https(app, base_url)
    install_session_keys(app, handed.keys, handed.settings.session_key)
    install_cookies(app, base_url)
    install_limits(app, handed.settings.upload_limit)
    install_headers(app, base_url)
    csrf = install_csrf(app)
    install_babel(app, remember_language)
    install_unseen_in_sentences(app)
    install_formats(app)
    install_static_files(app)
    install_errors(app)
    for pages in (*PAGES, *MACHINES):
        app.register_blueprint(pages.blueprint)
    for doors in MACHINES:
        csrf.exempt(doors.blueprint)
    if handed.settings.mail == "outbox" and handed.settings.is_loopback:
        app.register_blueprint(outbox.blueprint)
