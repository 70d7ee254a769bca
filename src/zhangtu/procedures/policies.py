"""Who may make which move; ``check_x`` raises the reason, which the greyed button shows."""

from zhangtu.kernel.refusals import Words
from zhangtu.ledgers import policies as ledgers
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.ledgers.sql import Stored
from zhangtu.people import queries as people
from zhangtu.people.scope import Right, Scope
from zhangtu.procedures import holders
from zhangtu.procedures.cases import Case, words_of
from zhangtu.procedures.refusals import ProcedureError
from zhangtu.schema.procedural import Move

#: Values that fill a field although they look like nothing.
_EMPTY = (None, "", ())


def makers_of(case: Case, move: Move) -> tuple[str, ...]:
    """The kinds of posts that may make a move with a row as it is; its step's owner where none is named."""
    for at, one in enumerate(move.by):
        if not one.when or case.holds("moves", move.name, "by", at, "when"):
            return one.posts
    return () if move.by else case.step.owner


def check_seen(case: Case, scope: Scope) -> None:
    """Make sure that a row is in scope at all.

    Raises:
        LedgerError: There is no such row for this scope.
    """
    if not ledgers.sees(scope, case.force, case.row):
        raise LedgerError("no_row")
    if case.row.withdrawn:
        raise LedgerError("withdrawn")


def check_change(force: InForce, row: Stored, scope: Scope) -> None:
    """Make sure that somebody may change a row at all.

    Raises:
        LedgerError: There is no such row for this scope, or that takes the right to amend rows.
    """
    if not ledgers.sees(scope, force, row):
        raise LedgerError("no_row")
    ledgers.check_may(scope, Right.AMEND, force)


def check_step(case: Case, move: Move) -> None:
    """Make sure that a move starts from where the row is.

    Raises:
        ProcedureError: It starts from other steps, or does not apply to the row.
    """
    if case.running.step not in move.sources:
        titles = [one.title.words for one in case.procedure.procedure.steps if one.name in move.sources]
        raise ProcedureError(
            "wrong_step", step=case.step.title.words, move=move.title.words, steps=Words.joined(titles)
        )
    if move.when and not case.holds("moves", move.name, "when"):
        raise ProcedureError("not_offered", move=move.title.words)


def check_maker(case: Case, move: Move, scope: Scope) -> None:
    """Make sure that somebody may make a move: by post, not having made another, no party to the row.

    Raises:
        LedgerError: His post, or the token he acts by, may change no rows of the ledger.
        ProcedureError: He may not; the sentence says who may.
    """
    ledgers.check_may(scope, Right.AMEND, case.force)
    kinds = makers_of(case, move)
    posts = holders.found(kinds, case.row.unit)
    if not posts:
        raise ProcedureError("nobody", move=move.title.words, posts=holders.called(kinds))
    if not scope.everywhere and scope.posts.isdisjoint(posts):
        raise ProcedureError("not_yours", move=move.title.words, posts=holders.called(kinds))
    for name in move.not_by:
        if case.was_made_by(name, scope.actor):
            other = case.procedure.procedure.move(name)
            title = name if other is None else other.title.words
            raise ProcedureError("made_by_you", move=move.title.words, other=title)
    if case.procedure.procedure.conflict and case.holds("conflict", words=words_of(scope.actor)):
        raise ProcedureError("conflict")


def missing(case: Case, move: Move) -> tuple[str, ...]:
    """The names of the fields a move asks for that are still empty."""
    fields = case.force.fields
    return tuple(name for name in move.asks if name in fields and case.values.get(fields[name].no) in _EMPTY)


def check_asked(case: Case, move: Move) -> None:
    """Make sure that what a move asks for is filled in.

    Raises:
        ProcedureError: Something is not; it is listed.
    """
    empty = missing(case, move)
    if empty:
        titles = [case.force.fields[name].title.words for name in empty]
        raise ProcedureError("asks", move=move.title.words, fields=Words.joined(titles))


def check_needs(case: Case, move: Move) -> None:
    """Make sure that what a move needs is true of the row.

    Raises:
        ProcedureError: It is not, or can't be told; the procedure's own sentence says why.
    """
    if move.needs and case.holds("moves", move.name, "needs") is not True:
        say = move.say or move.title
        raise ProcedureError("needs", say=say.words)


def check_move(case: Case, move: Move, scope: Scope) -> None:
    """Make sure that a move can be made, leaving aside what is asked for only when it is made.

    Args:
        case: The row.
        move: The move.
        scope: Of whoever wants to make it.

    Raises:
        LedgerError: There is no such row for this scope.
        ProcedureError: It can't; the sentence says why and who may.
    """
    check_seen(case, scope)
    check_step(case, move)
    check_maker(case, move, scope)
    if not missing(case, move):
        check_needs(case, move)


def why_not(case: Case, move: Move, scope: Scope) -> ProcedureError | LedgerError | None:
    """Why a move can't be made; ``None`` where it can."""
    try:
        check_move(case, move, scope)
    except (ProcedureError, LedgerError) as error:
        return error
    return None


def can_move(case: Case, move: Move, scope: Scope) -> bool:
    """Whether a move can be made; see ``check_move``."""
    return why_not(case, move, scope) is None


def check_begin(scope: Scope, force: InForce, row: Stored) -> None:
    """Make sure that somebody may begin the procedure of a row.

    Raises:
        LedgerError: There is no such row for this scope, or that takes the right to enter rows.
    """
    if not ledgers.sees(scope, force, row):
        raise LedgerError("no_row")
    ledgers.check_may(scope, Right.ENTER, force)
    if row.withdrawn:
        raise LedgerError("withdrawn")


def check_reopen(case: Case, scope: Scope) -> None:
    """Make sure that a closed row may be opened again.

    Raises:
        ProcedureError: It is not closed, or that takes another post.
    """
    check_seen(case, scope)
    if not case.step.final:
        raise ProcedureError("not_final", step=case.step.title.words)
    if not ledgers.can(scope, Right.WITHDRAW, case.force):
        raise ProcedureError("reopen_right")


def is_deputy(scope: Scope, post: int) -> bool:
    """Whether a post is acted for by somebody who does not hold it himself (AB角)."""
    return post in scope.posts and post not in people.posts_held(scope.actor.person)


def check_carry(case: Case, scope: Scope) -> None:
    """Make sure that somebody may let a row go by a new version of its procedure.

    Raises:
        LedgerError: That takes the right to withdraw rows, as opening a closed one does.
    """
    ledgers.check_may(scope, Right.WITHDRAW, case.force)
