"""Security headers of every response, errors included (threats.md T13, T22, T27)."""

from typing import TYPE_CHECKING

from flask import request

if TYPE_CHECKING:
    from flask import Flask, Response

# pdf.js runs its decoders as WebAssembly; nothing inline, nothing foreign.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; "
    "style-src 'self'; img-src 'self' data: blob:; font-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
# A PDF opened by itself is a stranger's bytes: no script, no plugin, no origin.
PDF_POLICY = f"{CONTENT_SECURITY_POLICY}; sandbox"

FIXED_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=(), display-capture=()"
    ),
}
ONE_YEAR_SECONDS = 31_536_000


def install_headers(app: "Flask", base_url: str) -> None:
    """A response that brings a policy of its own keeps it.

    HSTS is sent only when `base_url` is https: a loopback trial must not poison the browser.
    """
    headers = dict(FIXED_HEADERS)
    if base_url.startswith("https://"):
        headers["Strict-Transport-Security"] = f"max-age={ONE_YEAR_SECONDS}; includeSubDomains"

    @app.after_request
    def harden(response: "Response") -> "Response":
        is_pdf = response.mimetype == "application/pdf"
        policy = PDF_POLICY if is_pdf else CONTENT_SECURITY_POLICY
        for name, value in {"Content-Security-Policy": policy, **headers}.items():
            response.headers.setdefault(name, value)
        if request.endpoint != "static":
            response.headers["Cache-Control"] = "no-store"
            response.vary.add("Cookie")
        return response
