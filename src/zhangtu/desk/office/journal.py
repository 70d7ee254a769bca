"""The journal for the audit administrator: entries by what, who and when, each with before and after."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.frame.words import moment_of, separator, titled
from zhangtu.desk.office import journal_words as words
from zhangtu.desk.office.asking import number_in
from zhangtu.desk.office.room import admitted, show
from zhangtu.desk.office.words import day_of
from zhangtu.journal import browsing, registers
from zhangtu.journal import queries as journal
from zhangtu.journal.queries import EntryView
from zhangtu.ledgers import definitions
from zhangtu.ledgers import queries as rows
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.people import directory, queries, rolls
from zhangtu.people.scope import Right

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: So many entries of one thing are put together for before and after.
_HISTORY = 5000
#: What is looked for at one click → the registers it stands in.
PRESETS: Mapping[str, tuple[str, ...]] = {
    "sign_ins": ("people.sign_in",),
    "exports": ("ledgers.export",),
    "unmaskings": ("ledgers.unmask",),
    "accounts": ("people.account",),
    "rights": ("people.grant", "people.post_state", "people.holding"),
    "handovers": ("people.handover", "people.signature"),
    "units": ("people.unit_state", "people.succession"),
}


#: What of ledgers is no content of rows: who took out, looked at, brought in or defined what.
_OPEN = frozenset({"ledgers.export", "ledgers.unmask", "ledgers.import", "ledgers.definition"})


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in the list.

    Attributes:
        number: Its number.
        at: When, as words.
        who: Who did it.
        post: For which post; empty for none.
        what: What kind of thing.
        row: Its number within its register.
        action: What was done.
        fields: What changed, by name.
    """

    number: int
    at: str
    who: str
    post: str
    what: str
    row: int
    action: str
    fields: str


@dataclass(frozen=True, slots=True)
class Shift:
    """A value before and after.

    Attributes:
        name: What the field is called.
        before: What it was.
        after: What it became.
        removed: The entry that removed it lawfully; 0 while it is there.
    """

    name: str
    before: str
    after: str
    removed: int


@require_safe
def browse(request: HttpRequest) -> HttpResponse:
    """Entries that fit what is asked, the newest first."""
    visit = admitted(request, Right.AUDIT)
    names = ("shown", "register", "who", "action", "row", "since", "until")
    asked = {name: request.GET.get(name, "").strip() for name in names}
    persons = _persons(asked["who"])
    found = browsing.Stretch((), 0, 0)
    if not asked["who"] or len(persons) == 1:
        before = number_in(request.GET.get("before", "")) or 0
        found = browsing.browse(_asked(asked, persons, visit), before=before)
    values = {
        "asked": asked,
        "presets": _presets(),
        "registers": sorted(
            ((name, words.register_name(name)) for name in registers.names().values()), key=lambda one: one[1]
        ),
        "actions": [(one, words.action_name(one)) for one in browsing.actions_known()],
        "lines": list(_lines(found.entries)),
        "more": {**asked, "before": str(found.before)} if found.before else None,
        "looked": found.looked,
        "last": journal.last_number(),
        "persons": len(persons),
    }
    return show(request, "office/journal.html", values)


def _presets() -> list[tuple[str, str]]:
    return [
        ("", _("全部")),
        ("sign_ins", _("登录")),
        ("exports", _("导出")),
        ("unmaskings", _("查看个人信息")),
        ("accounts", _("账号")),
        ("rights", _("授权和任职")),
        ("handovers", pgettext("page", "交接")),
        ("units", _("单位变动")),
    ]


def _persons(who: str) -> list[int]:
    """Whom a name, login name or number means."""
    if not who:
        return []
    number = number_in(who)
    return [number] if number is not None else [one.id for one in directory.people_named(who)]


def _asked(asked: Mapping[str, str], persons: Sequence[int], visit: Visit) -> browsing.Asked:
    chosen = (asked["register"],) if asked["register"] else PRESETS.get(asked["shown"], ())
    row = number_in(asked["row"]) if asked["row"] else 0
    until = day_of(asked["until"], date.max) if asked["until"] else None
    since = day_of(asked["since"], visit.today) if asked["since"] else None
    return browsing.Asked(
        registers=chosen,
        person=persons[0] if persons else 0,
        action=asked["action"],
        row=row or 0,
        since=_micros(since) if since is not None else 0,
        until=_micros(until + timedelta(days=1)) if until is not None and until < date.max else 0,
    )


def _micros(day: date) -> int:
    """The first moment of a day, microseconds since 1970 in UTC."""
    begins = datetime.combine(day, time(), get_current_timezone())
    return round((begins - _EPOCH).total_seconds()) * 1_000_000


def _lines(entries: Sequence[EntryView]) -> Iterator[Line]:
    names = queries.persons({one.actor.person for one in entries})
    posts: dict[int, str] = {}
    for one in entries:
        person, post = names.get(one.actor.person), one.actor.post
        if post and post not in posts:
            posts[post] = rolls.post_named(post, _day(one.at))
        keys = [key for key in one.values if key not in ("@reason", "@uid")]
        yield Line(
            one.number,
            moment_of(one.at),
            person.name if person is not None else words.machine_name(one.actor.machine),
            posts.get(post, ""),
            words.register_name(one.register),
            one.row,
            words.action_name(one.action, one.register),
            separator().join(words.field_name(one.register, key) for key in sorted(keys)[:8])
            + ("…" if len(keys) > 8 else ""),  # as many as fit a line
        )


def _day(micros: int) -> date:
    return (_EPOCH + timedelta(microseconds=micros)).astimezone(get_current_timezone()).date()


@require_safe
def entry(request: HttpRequest, number: int) -> HttpResponse:
    """One entry: who, when, why, and each value before and after."""
    visit = admitted(request, Right.AUDIT)
    found = browsing.entry(number)
    if found is None:
        raise Http404
    hidden = _hidden(found, visit)
    behalf = rolls.post_named(found.behalf, _day(found.at)) if found.behalf else ""
    values = {
        "number": number,
        "line": next(_lines([found])),
        "behalf": behalf,
        "batch": found.batch,
        "reason": "" if hidden else words.value_words("", found.values.get("@reason", ""), masked=False),
        "shifts": [] if hidden else list(_shifts(found)),
        "hidden": hidden,
        "register": found.register,
        "digest": found.digest.hex(),
        "last": journal.last_number(),
    }
    return show(request, "office/entry.html", values)


def _hidden(found: EntryView, visit: Visit) -> str:
    """Why the values of an entry are not shown; empty when they are."""
    name = found.register
    if name.startswith("people.") or name in _OPEN:
        return ""
    if name not in definitions.names():
        return _("这类内容不在您的范围内：看得到谁在何时改了什么栏，看不到内容。")
    title = titled(definitions.in_force(name).ledger.title)
    sentence = _("台账“%(ledger)s”不在您的范围内：这里看得到谁在何时改了哪些栏，看不到内容。") % {
        "ledger": title
    }
    try:
        return "" if rows.of_numbers(name, visit.scope, [found.row], live=()) else sentence
    except LedgerError:
        return sentence


def _shifts(found: EntryView) -> Iterator[Shift]:
    """Each value before and after, values about persons masked."""
    earlier: dict[str, str] = {}
    for one in journal.history(found.register, found.row)[-_HISTORY:]:
        if one.number >= found.number:
            break
        earlier.update(one.values)
    for key in sorted({*found.values, *found.removed} - {"@reason"}):
        masked = key in found.personal
        yield Shift(
            words.field_name(found.register, key),
            words.value_words(key, earlier.get(key, ""), masked=masked),
            words.value_words(key, found.values.get(key, ""), masked=masked),
            found.removed.get(key, 0),
        )
