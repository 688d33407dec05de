"""What every request passes through, whoever the audience: headers, cookies, limits, errors, language."""

from webapp.shell.cookies import clear_cookie, cookie_name, install_cookies, set_cookie
from webapp.shell.csrf import install_csrf
from webapp.shell.errors import install_errors
from webapp.shell.headers import install_headers
from webapp.shell.hosts import install_proxies, install_trusted_hosts
from webapp.shell.https import install_https
from webapp.shell.languages import install_babel
from webapp.shell.limits import install_limits
from webapp.shell.redirects import own_path
from webapp.shell.request_log import install_request_log
from webapp.shell.static_files import install_static_files

__all__ = [
    "clear_cookie",
    "cookie_name",
    "install_babel",
    "install_cookies",
    "install_csrf",
    "install_errors",
    "install_headers",
    "install_https",
    "install_limits",
    "install_proxies",
    "install_request_log",
    "install_static_files",
    "install_trusted_hosts",
    "own_path",
    "set_cookie",
]
