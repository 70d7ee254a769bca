"""What cannot be done in the plan room, each with a sentence a clerk understands."""

from enum import StrEnum


class Refusal(StrEnum):
    """Why something was not done; the pages hold the sentence for each."""

    #: Nobody has said who is correcting.
    NAMELESS = "nameless"
    #: The task, fault or words looked at are no longer there.
    GONE = "gone"
    #: A needed field was left empty.
    EMPTY = "empty"
    #: A date that does not exist, or an end before its start.
    BAD_DATE = "bad_date"
    #: The step has fewer months than the one asked for.
    NO_MONTH = "no_month"
    #: The words are too long to keep.
    TOO_LONG = "too_long"
    #: There is no task on that side to merge with.
    NO_NEIGHBOUR = "no_neighbour"
    #: A task cannot be split at its edge.
    BAD_SPLIT = "bad_split"
    #: The correction was withdrawn before.
    ALREADY_WITHDRAWN = "already_withdrawn"
    #: A newer version of the document has come in meanwhile.
    OLD_VERSION = "old_version"
    #: The file is the same as the one already here.
    SAME_FILE = "same_file"
    #: There is no such document, or it lies in the bin.
    NO_DOCUMENT = "no_document"
    #: The post may not do that with plans.
    NOT_ALLOWED = "not_allowed"
    #: The page asked for something the room does not know.
    BAD_REQUEST = "bad_request"
    #: The file or text is empty.
    NO_TEXT = "no_text"
    #: The text is longer, or asks more, than a page can show.
    TOO_MUCH = "too_much"
    #: Somebody else set the same value of the task while the form was open.
    CHANGED = "changed"
    #: The stored file is gone from the disk or no longer what came in.
    DAMAGED = "damaged"


_STATUS = {
    Refusal.NO_DOCUMENT: 404,
    Refusal.NOT_ALLOWED: 403,
    Refusal.GONE: 409,
    Refusal.OLD_VERSION: 409,
    Refusal.ALREADY_WITHDRAWN: 409,
    Refusal.CHANGED: 409,
    Refusal.DAMAGED: 410,
}


class PlanError(Exception):
    """This could not be done, and nothing was changed.

    Attributes:
        refusal: Why.
        status: The HTTP status that says the same.
    """

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
        self.status = _STATUS.get(refusal, 422)
