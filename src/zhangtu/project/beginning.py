"""The beginning of an office: packs that come with the program, an invented county, the first links."""

from importlib.resources import files
from pathlib import Path

from zhangtu.journal.actor import Actor
from zhangtu.kernel import clock
from zhangtu.kernel.refusals import RefusedError
from zhangtu.kernel.scripts import in_language
from zhangtu.ledgers import definitions
from zhangtu.people import samples
from zhangtu.people.actions.first import OFFICE, first_run, links_wait
from zhangtu.people.rules import roles
from zhangtu.schema.loading import load_pack
from zhangtu.schema.specs import Pack
from zhangtu.schema.troubles import Trouble

#: Whoever sits at the server.
CONSOLE = Actor(machine="console")
FOLDER = Path(str(files("zhangtu.packs")))


class BeginningError(RefusedError):
    """A pack that comes with the program cannot be loaded."""

    sentences = {  # noqa: RUF012  # declared so above
        "pack_broken": (
            "业务包 {name} 有 {count} 处问题，没有装入。请运行 zhangtu pack check {folder} 查看。",
            "The pack {name} has {count} problems and was not loaded. See zhangtu pack check {folder}.",
        ),
    }


def load(name: str) -> tuple[str, ...] | None:
    """Put a pack in force that comes with the program.

    Args:
        name: Its name, that of its folder.

    Returns:
        The definitions that came with it; None when the pack is in force already: a newer version of it is
        a matter of ``zhangtu pack load``, where a person decides.

    Raises:
        BeginningError: It has problems.
    """
    if any(version.pack == name for version in definitions.known().versions.values()):
        return None
    return definitions.put_in_force(_read(name, {}), actor=CONSOLE, reason="init")


def _read(name: str, known: dict[str, Pack]) -> Pack:
    """Read a pack and, before it, those it needs."""
    loaded = load_pack(FOLDER / name, known)
    lacking = [problem.facts["name"] for problem in loaded.problems if problem.kind == Trouble.UNKNOWN_PACK]
    if lacking:
        for need in lacking:
            known[need] = _read(need, known)
        loaded = load_pack(FOLDER / name, known)
    if loaded.pack is None:
        raise BeginningError("pack_broken", name=name, count=len(loaded.problems), folder=FOLDER / name)
    return loaded.pack


def load_county() -> bool:
    """Set up the invented county.

    Returns:
        False when it is there already.
    """
    return bool(samples.load(CONSOLE).units)


def links(language: str, name: str = "") -> list[tuple[str, str]]:
    """The links by which the administrators come in that nobody is yet; earlier ones no longer work.

    Args:
        language: The language of the roles' names.
        name: What the office is called, if it has no unit yet.

    Returns:
        The role's name and the path behind the server's address, of each.
    """
    known = roles(clock.today())
    found = first_run(name or OFFICE)
    return [(in_language(known[link.role].zh, known[link.role].en, language), link.path) for link in found]


def waiting() -> bool:
    """Whether the links that were printed before still let in whoever is missing."""
    return links_wait()
