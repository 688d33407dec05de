"""Somebody without an account who brings a file."""

import re
from dataclasses import dataclass
from html import unescape
from io import BytesIO

from flask import Flask
from werkzeug.test import TestResponse

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@dataclass
class Stranger:
    site: Flask

    def __post_init__(self) -> None:
        self.client = self.site.test_client()

    def opens(self, path: str = "/verify") -> TestResponse:
        return self.client.get(path)

    def brings(self, pdf: bytes, address: str = "192.0.2.1") -> TestResponse:
        token = TOKEN.search(self.opens().text)
        assert token is not None
        data = {"csrf_token": token[1], "file": (BytesIO(pdf), "file.pdf")}
        return self.client.post("/verify", data=data, environ_base={"REMOTE_ADDR": address})

    def learns(self, pdf: bytes) -> str:
        """Return the words of the answer, without markup."""
        answer = self.brings(pdf)
        assert answer.status_code == 200
        return unescape(re.sub(r"<[^>]+>", "", answer.text))
