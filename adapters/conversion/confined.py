"""Starting LibreOffice; runs in the child only, whose network is gone and whose group dies with it."""

import subprocess
from pathlib import Path
from typing import cast

from adapters.confinement import Answer
from adapters.conversion.outside import CannotBeLookedThrough, reads_outside
from adapters.conversion.profile import write_profile

OPTIONS = (
    "--headless",
    "--invisible",
    "--norestore",
    "--nologo",
    "--nodefault",
    "--nolockcheck",
    "--nofirststartwizard",
)


def convert(question: Answer) -> Answer:
    folder = Path(str(question.facts["folder"]))
    suffix = str(question.facts["suffix"])
    try:
        if reads_outside(question.body, packed=bool(question.facts["packed"])):
            return Answer({"refused": "outside"})
    except CannotBeLookedThrough:
        return Answer({"refused": "not_converted"})
    source = folder / f"document{suffix}"
    source.write_bytes(question.body)
    environment = write_profile(folder, cast("list[str]", question.facts["fonts"]))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    wanted = ["--convert-to", "pdf", "--outdir", str(folder / "made"), str(source)]
    subprocess.run(  # noqa: S603 -- a fixed program, and names that the parent chose
        ["soffice", *OPTIONS, profile, *wanted],  # noqa: S607 -- found on the child's own PATH
        env=environment,
        cwd=folder,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    made = folder / "made" / "document.pdf"
    return Answer({}, made.read_bytes()) if made.is_file() else Answer({"refused": "not_converted"})
