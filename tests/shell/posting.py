"""Post as a browser does: with the token of a page seen before."""

import re

from flask.testing import FlaskClient


def token_from(client: FlaskClient) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/confirm").text)
    assert found
    return found.group(1)
