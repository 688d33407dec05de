"""Tasks that misbehave in the child."""

import os
import resource
import signal
import socket
import sys
from pathlib import Path

from adapters.confinement import Answer


def echo(question: Answer) -> Answer:
    return Answer({"heard": question.facts}, question.body[::-1])


def spin(_question: Answer) -> Answer:
    while True:
        pass


def swallow_memory(_question: Answer) -> Answer:
    return Answer({}, bytes(8 * 1024**3))


def abort(_question: Answer) -> Answer:
    os.abort()


def leave_early(_question: Answer) -> Answer:
    os._exit(0)


def chatter(_question: Answer) -> Answer:
    print("noise on standard output", flush=True)  # noqa: T201 - the noise is the point
    os.write(1, b"more noise")
    return Answer({"said": True})


def answer_at_length(question: Answer) -> Answer:
    return Answer({}, bytes(int(str(question.facts["bytes"]))))


def surroundings(_question: Answer) -> Answer:
    names = sorted(os.environ)  # noqa: TID251 - shows what the child inherited
    return Answer({"environment": list(names), "arguments": list(sys.argv[1:])})


def call_out(question: Answer) -> Answer:
    try:
        socket.create_connection(("127.0.0.1", int(str(question.facts["port"]))), timeout=2).close()
    except OSError:
        return Answer({"reached": False})
    return Answer({"reached": True})


def processes(_question: Answer) -> Answer:
    return Answer({"own": os.getpid(), "parent": os.getppid()})


def open_files(_question: Answer) -> Answer:
    kinds = [str(one.readlink()).partition(":")[0] for one in Path("/proc/self/fd").iterdir() if one.exists()]
    return Answer({"kinds": list(kinds)})


def kill_the_standby(_question: Answer) -> Answer:
    """Where there is none, the child is a fresh one of the test's own process: that one answers."""
    if b"adapters.confinement.standing" in Path(f"/proc/{os.getppid()}/cmdline").read_bytes():
        os.kill(os.getppid(), signal.SIGKILL)
        signal.pause()
    return Answer({"answered": True})


def memory_allowed(_question: Answer) -> Answer:
    return Answer(
        {
            "bytes": resource.getrlimit(resource.RLIMIT_AS)[0],
            "core": resource.getrlimit(resource.RLIMIT_CORE)[0],
        }
    )
