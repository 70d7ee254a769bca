"""A roster sheet as an office keeps it → who is to have which post and account, and what is wrong where."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from zhangtu.documents.sheets.opening import open_sheets
from zhangtu.documents.sheets.places import spoken
from zhangtu.documents.sheets.tables import SheetRow, Table
from zhangtu.documents.sheets.words import label
from zhangtu.kernel.folding import fold
from zhangtu.kernel.problems import FieldProblem
from zhangtu.kernel.scripts import in_language
from zhangtu.people import models, queries
from zhangtu.people.naming import login_of, tidy
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.rules import roles
from zhangtu.people.scope import Scope
from zhangtu.people.wording import FAULTS

#: What a column holds → the headings people give it, folded.
HEADINGS: Mapping[str, frozenset[str]] = {
    "unit": frozenset({"单位", "所在单位", "单位名称", "所属单位", "部门", "unit"}),
    "name": frozenset({"姓名", "名字", "人员姓名", "name"}),
    "phone": frozenset({"手机", "手机号", "手机号码", "电话", "联系电话", "phone", "mobile"}),
    "post": frozenset({"岗位", "岗位名称", "职务", "职位", "post"}),
    "role": frozenset({"角色", "权限", "role"}),
    "login": frozenset({"登录名", "账号", "用户名", "帐号", "login"}),
}
#: What a post's role is when the sheet does not say.
PLAIN_ROLE = "clerk"


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody of a roster.

    Attributes:
        place: Where it stands, as people call it (``名单!3``).
        unit: The unit's number.
        name: The person's name.
        phone: The person's phone; may be empty.
        post: The post's name.
        role: The name of the post's role.
        login: The login name.
        way: What is to become of whoever holds the post already; empty while nobody was asked.
    """

    place: str
    unit: int
    name: str
    phone: str
    post: str
    role: str
    login: str
    way: str = ""


class Way(StrEnum):
    """What becomes of a post of a roster that somebody else holds already."""

    #: Both hold it.
    SHARE = "share"
    #: Whoever holds it leaves it from the roster's day.
    REPLACE = "replace"
    #: The new one gets a post of its own that stands in for it.
    DEPUTY = "deputy"


@dataclass(frozen=True, slots=True)
class Roster:
    """What a roster says.

    Attributes:
        lines: Who is in it.
        problems: What is wrong; ``name`` is the place in the sheet.
    """

    lines: tuple[Line, ...]
    problems: tuple[FieldProblem, ...]


def say_fault(problem: FieldProblem, language: str) -> str:
    """Say what is wrong in a roster, where, and how to mend it."""
    words = in_language(*FAULTS[problem.kind], language).format(**problem.facts)
    return f"{spoken(problem.name, language)}{': ' if language == 'en' else '：'}{words}"


def read_roster(path: Path, scope: Scope, day: date) -> Roster:
    """Read a roster sheet, whatever program made it.

    Args:
        path: The file.
        scope: Whose it is: only units in it are looked for.
        day: The day units and roles are meant of.

    Returns:
        Its lines and problems.

    Raises:
        SheetError: The file is no spreadsheet.
    """
    known = frozenset(label(word) for words in HEADINGS.values() for word in words)
    reading = _Reading(scope, day)
    for table in open_sheets(path).tables(known=known):
        reading.table(table)
    if not reading.seen:
        reading.problems.append(FieldProblem(path.name, "no_table"))
    return Roster(tuple(reading.lines), tuple(reading.problems))


class _Reading:
    """Goes through the tables of a roster."""

    def __init__(self, scope: Scope, day: date) -> None:
        self._scope, self._day = scope, day
        self._logins: dict[str, tuple[str, str]] = {}
        self.lines: list[Line] = []
        self.problems: list[FieldProblem] = []
        self.seen = False

    def table(self, table: Table) -> None:
        """Read a table that has a column of names; others are passed over."""
        places = dict(_columns(table))
        if "name" not in places:
            return
        self.seen = True
        carried = ""
        for row in table.rows():
            given = {name: _text(row, at) for name, at in places.items()}
            carried = given.get("unit") or carried
            given["unit"] = carried
            self._row(f"{table.sheet}!{row.number}", given)

    def _row(self, place: str, given: Mapping[str, str]) -> None:
        if not given["name"]:
            self.problems.append(FieldProblem(place, "no_name"))
            return
        unit = self._unit(place, given["unit"])
        role = self._role(place, given.get("role", ""))
        login = self._login(place, given)
        if unit and role and login:
            post = given.get("post") or roles(self._day)[role].zh
            line = Line(place, unit, given["name"], given.get("phone", ""), post, role, login)
            self.lines.append(line)

    def _unit(self, place: str, text: str) -> int:
        found = queries.find(text, self._day)
        inside = [unit for unit in found if self._scope.everywhere or unit in self._scope.units]
        if len(inside) == 1:
            return inside[0]
        kind = "many_units" if inside else "no_unit"
        self.problems.append(FieldProblem(place, kind, facts={"unit": text or "—"}))
        return 0

    def _role(self, place: str, text: str) -> str:
        wanted = fold(text) or PLAIN_ROLE
        for role in roles(self._day).values():
            if wanted in {fold(role.name), fold(role.zh), fold(role.en)}:
                return role.name
        names = "、".join(role.zh for role in roles(self._day).values())
        self.problems.append(FieldProblem(place, "no_role", facts={"role": text, "names": names}))
        return ""

    def _login(self, place: str, given: Mapping[str, str]) -> str:
        try:
            login = login_of(given.get("login") or given.get("phone", ""))
        except PeopleRefusedError:
            self.problems.append(FieldProblem(place, "no_login"))
            return ""
        who = (given["name"], given.get("phone", ""))
        if self._logins.setdefault(login, who) != who or not _free(login, who):
            self.problems.append(FieldProblem(place, "login_taken"))
            return ""
        return login


def _free(login: str, who: tuple[str, str]) -> bool:
    """Whether nobody else has a login name."""
    person = models.Account.objects.filter(login=login).values_list("person", flat=True).first()
    view = queries.person(person) if person else None
    return view is None or (view.name, view.phone) == who


def _columns(table: Table) -> Iterator[tuple[str, int]]:
    """What each known column holds, and its position."""
    for position, column in enumerate(table.columns):
        head = label(column.path[-1])
        for name, words in HEADINGS.items():
            if head in {label(word) for word in words}:
                yield name, position


def _text(row: SheetRow, position: int) -> str:
    """A cell as a text: a phone that became a number is one again."""
    cell = row.cells[position]
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return tidy(str(cell))


def post_of(line: Line, day: date) -> int:
    """The post of a line that is there already; 0 for none."""
    same = (one for one in queries.posts(line.unit, day) if fold(one.name) == fold(line.post))
    return next((one.post for one in same if one.role == line.role), 0)


def occupied(lines: Sequence[Line], day: date) -> dict[int, tuple[int, ...]]:
    """Who holds the posts of some lines already and stands in none of them.

    Args:
        lines: The lines.
        day: The day the posts are to be held from.

    Returns:
        Place of the line → the persons; without the lines whose posts are free, or theirs already.
    """
    known = same_person(lines)
    posts = [post_of(line, day) for line in lines]
    own: dict[int, set[int]] = {}
    for line, post in zip(lines, posts, strict=True):
        own.setdefault(post, set()).add(known.get((line.name, line.phone), 0))
    found = {}
    for at, (line, post) in enumerate(zip(lines, posts, strict=True)):
        holders = queries.holders(post, day) if post else ()
        others = tuple(one for one in holders if one not in own[post])
        if others and known.get((line.name, line.phone), 0) not in holders:
            found[at] = others
    return found


def same_person(lines: Sequence[Line]) -> dict[tuple[str, str], int]:
    """The persons of some lines who are known already, by name and phone."""
    wanted = {(line.name, line.phone) for line in lines}
    rows = models.Person.objects.filter(name__in={name for name, _ in wanted}).order_by("-id")
    return {(row.name, row.phone): row.pk for row in rows if (row.name, row.phone) in wanted and row.phone}
