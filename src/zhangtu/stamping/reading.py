"""The job that reads an upload: its pages are drawn and read in a confined process, then filed."""

from collections.abc import Callable

from zhangtu.documents.scans import ScanError, pages
from zhangtu.journal.actor import Actor
from zhangtu.ledgers import files
from zhangtu.runner import jobs
from zhangtu.runner.jobs import Work
from zhangtu.stamping import actions, keeping, placing, queries
from zhangtu.stamping.models import Upload
from zhangtu.stamping.states import UploadState


def _nobody(done: int, total: int) -> None:
    del done, total


def read(upload: int, tell: Callable[[int, int], None] = _nobody) -> None:
    """Read an upload and file its pages; one that was read is left as it is.

    Args:
        upload: Its number.
        tell: Is told how many pages are read, and of how many.
    """
    row = Upload.objects.filter(pk=upload, state=UploadState.WAITING).first()
    if row is None:
        return
    actor = Actor(person=row.person, post=row.post)
    folder = keeping.pictures_of(row.uid)
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    try:
        for page in pages(files.path_of(row.sha256), folder):
            found.append(page)
            (folder / queries.PROGRESS).write_text(f"{len(found)} {page.count}", "ascii")
            tell(len(found), page.count)
        placing.place(row.pk, found, actor=actor)
    except ScanError as error:
        actions.note_trouble(row.pk, error.kind, error.facts, actor=actor)


def draw(job: Work) -> None:
    """Draw the small pictures of an upload anew; what is filed stays as it is."""
    row = Upload.objects.exclude(sha256="").filter(pk=int(job.arguments["upload"])).first()
    if row is None:
        return
    folder = keeping.pictures_of(row.uid)
    folder.mkdir(parents=True, exist_ok=True)
    for page in pages(files.path_of(row.sha256), folder):
        job.tell(page.index + 1, page.count)


def work(job: Work) -> None:
    """Do the job; begun again it reads the file anew, and files nothing twice."""
    read(int(job.arguments["upload"]), job.tell)


def hand_in() -> None:
    """Tell the runner who does the jobs."""
    jobs.hand_in(actions.READING, work)
    jobs.hand_in(actions.DRAWING, draw)
