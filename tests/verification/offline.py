"""Measure every file there is inside a network namespace and print how many packets had nowhere to go."""

from tests.journeys.offline import bring_loopback_up, unroutable
from tests.verification import attacks
from tests.verification.hostile import hostile_files
from tests.verification.test_hostile import SAMPLES, rows


def main() -> None:
    from adapters.verification.reading import findings_of  # noqa: PLC0415 -- after the namespace stands

    bring_loopback_up()
    files = [pdf for _, pdf in hostile_files(attacks.approved())]
    files += [(SAMPLES / row["file"]).read_bytes() for row in rows() if row["file"].startswith("signed")]
    for pdf in files:
        findings_of(pdf, [])
    print(unroutable())  # noqa: T201 -- the answer


if __name__ == "__main__":
    main()
