"""Writes procedures as YAML, which reads back the same."""

from zhangtu.schema.forms import Form, blocks, given, optional, titled
from zhangtu.schema.procedural import By, Ladder, Limit, Move, Paper, Procedure, Step, Within


def dump_procedure(procedure: Procedure) -> str:
    """Write a procedure.

    Args:
        procedure: The procedure.

    Returns:
        YAML that stands by itself.
    """
    form: dict[str, Form] = {"procedure": procedure.name, "title": titled(procedure.title)}
    form["of"] = procedure.of
    given(form, authority=procedure.authority)
    form["steps"] = [_step(one) for one in procedure.steps]
    form["moves"] = [_move(one) for one in procedure.moves]
    given(
        form,
        limits=[_limit(one) for one in procedure.limits],
        ladder=_ladder(procedure.ladder),
        conflict=procedure.conflict,
        help=optional(procedure.help),
    )
    if procedure.removed is not None:
        form["removed"] = procedure.removed
    given(form, why=procedure.why, pack=procedure.pack)
    return blocks(form)


def _step(step: Step) -> Form:
    form: dict[str, Form] = {"step": step.name, "title": titled(step.title)}
    given(form, owner=_few(step.owner), when=step.when, final=step.final)
    return form


def _move(move: Move) -> Form:
    form: dict[str, Form] = {"move": move.name, "title": titled(move.title), "from": _few(move.sources)}
    form["to"] = move.to
    given(
        form,
        by=_by(move.by),
        not_by=_few(move.not_by),
        asks=list(move.asks),
        paper=[_paper(one) for one in move.papers],
        needs=move.needs,
        say=optional(move.say),
        when=move.when,
        reason=move.reason,
        binds=move.binds,
        early=move.early,
    )
    return form


def _by(several: tuple[By, ...]) -> Form:
    if len(several) == 1 and not several[0].when:
        return _few(several[0].posts)
    forms: list[Form] = []
    for one in several:
        form: dict[str, Form] = {}
        given(form, when=one.when, post=_few(one.posts))
        forms.append(form)
    return forms


def _paper(paper: Paper) -> Form:
    form: dict[str, Form] = {"paper": paper.name, "title": titled(paper.title)}
    given(form, serial=paper.serial, template=paper.template)
    return form


def _limit(limit: Limit) -> Form:
    form: dict[str, Form] = {"limit": limit.name, "title": titled(limit.title)}
    given(form, **{"from": _few(limit.begins)}, to=_few(limit.ends), within=_within(limit.within))
    extend: list[Form] = [{"by": one.by, "for": one.for_} for one in limit.extend]
    given(form, authority=limit.authority, sure=limit.sure, extend=extend, pause=list(limit.pauses))
    return form


def _within(several: tuple[Within, ...]) -> Form:
    if len(several) == 1 and not several[0].when:
        return several[0].budget
    forms: list[Form] = []
    for one in several:
        form: dict[str, Form] = {}
        given(form, when=one.when, within=one.budget)
        forms.append(form)
    return forms


def _ladder(ladder: Ladder | None) -> Form:
    if ladder is None:
        return {}
    form: dict[str, Form] = {}
    given(form, warn=list(ladder.warn), then=[{"late": one.late, "tell": one.tell} for one in ladder.then])
    return form


def _few(names: tuple[str, ...]) -> Form:
    """One word by itself, several as a list."""
    return names[0] if len(names) == 1 else list(names)
