"""How far a form and an upload have come."""

from enum import StrEnum


class FormState(StrEnum):
    """How far a form has come."""

    #: It was printed; nothing came back.
    PRINTED = "printed"
    #: A scan came back, but not of every page.
    PARTIAL = "partial"
    #: It came back whole: this version counts.
    STAMPED = "stamped"
    #: It was printed by mistake; its number stays in the series.
    VOIDED = "voided"


class UploadState(StrEnum):
    """How far a file with scans has come."""

    WAITING = "waiting"
    READ = "read"
    #: It can't be read as a scan.
    REFUSED = "refused"
