"""Where the pieces are put together: who answers which hook, and what is done again and again."""

from django.conf import settings
from django.core.management import call_command

from zhangtu.api import tokens
from zhangtu.collections import handing as owned
from zhangtu.collections import keeping as collecting
from zhangtu.collections import pending as open_asks
from zhangtu.collections import stamped
from zhangtu.desk.grid import carrying as exports
from zhangtu.desk.office import examining, verifying
from zhangtu.issuing import guarding as outgoing
from zhangtu.journal import sealing
from zhangtu.ledgers import handing, recomputing, replaying
from zhangtu.ledgers import hooks as rows
from zhangtu.ledgers.bringing import carrying, handed, previewing
from zhangtu.ledgers.definitions import previewing as tried
from zhangtu.ledgers.designing import copying, gallery
from zhangtu.ledgers.designing import keeping as designs
from zhangtu.ledgers.filing import uploads
from zhangtu.ledgers.importing import registering
from zhangtu.ledgers.looks import keeping as looks
from zhangtu.measures import keeping as measures
from zhangtu.messages import keeping as messages
from zhangtu.messages.actions import DELIVERING
from zhangtu.messages.delivering import deliver
from zhangtu.people import hooks, narrowing, recording
from zhangtu.people.actions import note_strangers
from zhangtu.plans import hooks as plans
from zhangtu.plans import keeping
from zhangtu.plans import pending as open_plans
from zhangtu.plans.doing import guarding
from zhangtu.procedures import actions as moving
from zhangtu.procedures import keeping as procedures
from zhangtu.procedures import queries as running
from zhangtu.project import beginning, foreseeing, overseeing, sending
from zhangtu.project.continuing import Continuing, drop_abandoned
from zhangtu.reports import expecting, scheduled
from zhangtu.reports import keeping as reporting
from zhangtu.reports import stamped as reports
from zhangtu.reports.scheduling import actions as scheduling
from zhangtu.runner import jobs
from zhangtu.runner.running import Errand
from zhangtu.stamping import fetching
from zhangtu.stamping import hooks as printed
from zhangtu.stamping import registering as stamping

_MINUTE, _HOUR, _DAY = 60.0, 3600.0, 24 * 3600.0


def put_together() -> None:
    """Hand in what lower rooms ask of upper ones; called once, when all rooms are loaded."""
    recording.keep_journal()
    replaying.keep_journal()
    registering.register()
    looks.keep_journal()
    hooks.source("ledgers", handing.Rows())
    tokens.keep_journal()
    keeping.keep_journal()
    guarding.guard()
    outgoing.guard()
    rows.ENTERED[:] = [moving.entered]
    rows.GOING[:] = [running.versions_gone_by]
    tried.ASKED[:] = [foreseeing.previews]
    gallery.FOLDERS[:] = [beginning.FOLDER / "gallery"]
    measures.keep_journal()
    procedures.keep_journal()
    messages.keep_journal()
    jobs.hand_in(DELIVERING, deliver)
    jobs.hand_in(previewing.READING, previewing.work)
    jobs.hand_in(carrying.APPLYING, carrying.work)
    jobs.hand_in(carrying.TAKING_BACK, carrying.work)
    jobs.hand_in(copying.COPYING, copying.work)
    jobs.hand_in(exports.EXPORTING, exports.work)
    collecting.keep_journal()
    hooks.source("collections", owned.Owned())
    hooks.pending("collections", open_asks.pending)
    hooks.pending("plans", open_plans.pending)
    printed.source(stamped.KIND, stamped.Answers())
    reporting.keep_journal()
    plans.REPORTS[:] = [scheduled.address]
    plans.WITHDRAWN[:] = [scheduling.stop_all]
    printed.source(reports.KIND, reports.Reports())
    narrowing.register(tokens.narrow)
    stamping.register()
    jobs.hand_in(verifying.VERIFYING, verifying.work)
    jobs.hand_in(examining.EXAMINING, examining.work)
    overseeing.hand_in()


def errands() -> list[Errand]:
    """What the runner does again and again.

    Returns:
        The errands, in the order in which they are done when several are due.
    """
    return [
        Errand("seal what is new", _MINUTE, sealing.seal),
        Errand("send the head out", _HOUR, lambda: sending.send_head(settings.ZHANGTU_HEADS)),
        Errand("write down attempts on login names nobody has", _DAY, note_strangers),
        Errand("go on with imports", 5 * _MINUTE, Continuing().turn),
        Errand("compute stored values anew", 5 * _MINUTE, recomputing.go_on),
        Errand("drop imports nobody wanted", _DAY, drop_abandoned),
        Errand("drop files nobody imported", _DAY, handed.drop_abandoned),
        Errand("drop uploads nobody went on with", _DAY, uploads.clear_lapsed),
        Errand("drop designs nobody went on with", _DAY, designs.drop_abandoned),
        Errand("drop exports nobody fetched", _DAY, exports.drop_old),
        Errand("drop printed forms nobody fetches any more", _DAY, fetching.drop_old),
        Errand("make the reports that are expected", _HOUR, expecting.expect),
        Errand("clear sessions that ended", _DAY, lambda: call_command("clearsessions")),
    ]
