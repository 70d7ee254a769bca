"""A process of its own, with an office of its own, that imports until it is killed."""

import sys
from pathlib import Path
from uuid import UUID

from zhangtu.project import office as project

project.prepare()

from office import open_office  # noqa: E402  # needs the settings
from zhangtu.journal import verifying  # noqa: E402
from zhangtu.journal.actor import Actor  # noqa: E402
from zhangtu.kernel.refusals import RefusedError  # noqa: E402
from zhangtu.ledgers import definitions, queries  # noqa: E402
from zhangtu.ledgers.importing import applying, undoing  # noqa: E402
from zhangtu.ledgers.importing.preparing import prepare  # noqa: E402
from zhangtu.people import queries as people  # noqa: E402

CHIEF = Actor(person=1, post=1)


def say(words: object) -> None:
    """Tell the test."""
    sys.stdout.write(f"{words}\n")


def main() -> None:
    """Do one thing."""
    what, path, uid = sys.argv[1:4]
    if what == "open":
        open_office(Path(path).parent / "sample")
    elif what == "prepare":
        made = prepare(Path(path), "shops", actor=CHIEF)
        say(made.manifest.uid)
    elif what == "apply":
        applying.apply(UUID(uid), actor=CHIEF, reason="普查")
    elif what == "undo":
        try:
            undoing.undo(UUID(uid), actor=CHIEF, reason="导错了")
        except RefusedError as error:
            say(error.kind)
    elif what == "count":
        page = queries.rows("shops", people.scope(CHIEF), limit=1)
        assert definitions.names()
        say(page.count)
    elif what == "verify":
        found = verifying.verify()
        say(found.sound or found)


if __name__ == "__main__":
    main()
