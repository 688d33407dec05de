"""TSAs that misbehave in one way each, and a real HTTP server to put a TSA behind."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

from asn1crypto import core, tsp

from adapters.sealing import LocalTimestamper, TimestampRefused, TimestampSource

Change = Callable[[tsp.TimeStampReq], None]


class Faulty:
    """Alters the question before the honest TSA answers it, so that its answer fits another one."""

    def __init__(self, honest: LocalTimestamper, change: Change) -> None:
        self.name = "faulty"
        self.accredited = False
        self.trust = honest.trust
        self._honest = honest
        self._change = change

    async def answer(self, request: bytes) -> bytes:
        altered = tsp.TimeStampReq.load(request).copy()
        self._change(altered)
        return await self._honest.answer(altered.dump(force=True))


class Saying:
    """Gives one fixed answer to every question."""

    def __init__(self, honest: TimestampSource, reply: bytes) -> None:
        self.name = "saying"
        self.accredited = False
        self.trust = honest.trust
        self._reply = reply

    async def answer(self, request: bytes) -> bytes:
        del request
        return self._reply


class Wordy:
    """Sends its own certificate along again and again."""

    def __init__(self, honest: LocalTimestamper, times: int) -> None:
        self.name = "wordy"
        self.accredited = False
        self.trust = honest.trust
        self._honest = honest
        self._times = times

    async def answer(self, request: bytes) -> bytes:
        reply = tsp.TimeStampResp.load(await self._honest.answer(request))
        sent = reply["time_stamp_token"]["content"]["certificates"]
        for _each in range(self._times):
            sent.append(sent[0])
        return bytes(reply.dump(force=True))


class Down:
    def __init__(self, honest: TimestampSource) -> None:
        self.name = "down"
        self.accredited = False
        self.trust = honest.trust

    async def answer(self, request: bytes) -> bytes:
        raise TimestampRefused(self.name, f"unreachable after {len(request)} octets")


class Leaving:
    """Answers so often and then never again; `answers` goes on counting below zero."""

    def __init__(self, honest: LocalTimestamper, answers: int) -> None:
        self.name = "leaving"
        self.accredited = False
        self.trust = honest.trust
        self.answers = answers
        self._honest = honest

    async def answer(self, request: bytes) -> bytes:
        self.answers -= 1
        if self.answers < 0:
            raise TimestampRefused(self.name, "gone")
        return await self._honest.answer(request)


def other_nonce(request: tsp.TimeStampReq) -> None:
    request["nonce"] = core.Integer(7)


def other_imprint(request: tsp.TimeStampReq) -> None:
    request["message_imprint"]["hashed_message"] = core.OctetString(bytes(32))


@contextmanager
def served(answer: Callable[[bytes], tuple[int, bytes]]) -> Iterator[str]:
    """Yield the URL of a loopback server that answers each POST as told."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            status, body = answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(status)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Location", "/elsewhere")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def honestly(source: LocalTimestamper) -> Callable[[bytes], tuple[int, bytes]]:
    return lambda request: (200, asyncio.run(source.answer(request)))
