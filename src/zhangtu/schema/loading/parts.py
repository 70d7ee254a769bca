"""The parts of the language in the order they are read; a new part is one file and one line here."""

from zhangtu.schema.loading import choices, ledgers, measures, procedures, reports, tables
from zhangtu.schema.loading.reading import Part

PARTS: tuple[Part, ...] = (
    choices.PART,
    tables.PART,
    ledgers.PART,
    measures.PART,
    measures.SEVERAL,
    reports.PART,
    procedures.PART,
    # Foreseen, and reported as not yet understood where a pack has them.
    Part("notice", "notices"),
    Part("draw", "draws"),
    Part("score", "scores"),
    Part("public", "public"),
)

#: The key a definition begins with → its part.
BY_KIND = {part.kind: part for part in PARTS}
#: Folder of a pack → its part.
BY_FOLDER = {part.folder: part for part in PARTS}
#: A folder of a pack that holds invented rows and units, read by those who fill a demonstration.
SAMPLES = "samples"
#: A folder of a pack that holds what reports are printed into, edited in Word or a spreadsheet.
TEMPLATES = "templates"
