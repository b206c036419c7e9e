"""An author in a process of its own: `python writer_process.py ADDRESS SLUG` stores a device when told to."""

import sys

from catalog.db import make_engine, writer
from tests.factories import make_device


def main(address: str, slug: str) -> None:
    engine = make_engine(address, lock_timeout_s=30)
    print("ready", flush=True)  # noqa: T201
    sys.stdin.readline()
    with writer(engine) as session:
        make_device(session, slug, specs={"needle_length": "0.25–2.5 mm every 0.25"})
        session.commit()
    print("stored", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
