"""Everything that can be wrong in a definition, as one closed list; the sentences stand in ``wording``."""

from enum import StrEnum


class Trouble(StrEnum):
    """What is wrong at a place of a definition file, or with a change of a definition."""

    #: The file can't be opened.
    UNREADABLE_FILE = "unreadable_file"
    #: More than a definition file may hold.
    TOO_BIG = "too_big"
    #: The bytes are no UTF-8.
    NOT_UTF8 = "not_utf8"
    #: The text is no YAML from here on.
    NOT_YAML = "not_yaml"
    #: Boxes in boxes in boxes.
    TOO_DEEP = "too_deep"
    #: More values than a definition file may hold.
    TOO_MANY = "too_many"
    #: An anchor or alias of YAML.
    ALIAS = "alias"
    #: A tag of YAML.
    TAG = "tag"
    #: A control sign or half a character inside a word.
    BAD_SIGN = "bad_sign"
    #: A key that is itself a list or a mapping.
    STRANGE_KEY = "strange_key"
    #: The same key twice in one mapping.
    DUPLICATE_KEY = "duplicate_key"
    #: A key the language does not know.
    UNKNOWN_KEY = "unknown_key"
    #: A file or folder the language does not know.
    UNKNOWN_FILE = "unknown_file"
    #: A part of the language that this version does not carry out.
    NOT_UNDERSTOOD = "not_understood"
    #: A definition in the folder of another kind.
    WRONG_FOLDER = "wrong_folder"
    #: No ``pack.yaml``.
    NO_PACK_FILE = "no_pack_file"
    #: A folder with nothing in it.
    EMPTY = "empty"
    #: A key that must be there is not.
    MISSING = "missing"
    #: A mapping was expected.
    NOT_MAPPING = "not_mapping"
    #: A list was expected.
    NOT_LIST = "not_list"
    #: A word or sentence was expected.
    NOT_TEXT = "not_text"
    #: A whole number was expected.
    NOT_NUMBER = "not_number"
    #: ``yes`` or ``no`` was expected.
    NOT_TRUTH = "not_truth"
    #: A day was expected.
    NOT_DAY = "not_day"
    #: One of a few words was expected.
    NOT_ONE_OF = "not_one_of"
    #: A name that is not made of small letters, digits and ``_``, or that the language keeps for itself.
    BAD_NAME = "bad_name"
    #: A number that is not within its range.
    BAD_NUMBER = "bad_number"
    #: The same name, number or code twice.
    TWICE = "twice"
    #: No title.
    NO_TITLE = "no_title"
    #: A title without English.
    NO_ENGLISH = "no_english"
    #: A choice whose code is shown because it has no title.
    CODE_AS_TITLE = "code_as_title"
    #: A type there is not.
    UNKNOWN_TYPE = "unknown_type"
    #: A key that says nothing for a field of this type.
    NOT_FOR_TYPE = "not_for_type"
    #: A field, ledger, list, table or pack that is named but is not there.
    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_LEDGER = "unknown_ledger"
    UNKNOWN_CHOICES = "unknown_choices"
    UNKNOWN_PACK = "unknown_pack"
    #: A field that was removed is named.
    REMOVED_FIELD = "removed_field"
    #: A default that is no value of the field.
    BAD_DEFAULT = "bad_default"
    #: An expression that can't be read.
    BAD_EXPRESSION = "bad_expression"
    #: A check that is not a yes or no.
    CHECK_NOT_TRUTH = "check_not_truth"
    #: Computed fields that wait for each other.
    CIRCLE = "circle"
    #: ``live`` as written is not what the expression says.
    LIVE_DISAGREES = "live_disagrees"
    #: Two rows of a dated table hold for the same keys on the same day.
    OVERLAP = "overlap"
    #: The last day lies before the first.
    REVERSED_DAYS = "reversed_days"
    #: Braces in ``row`` that name nothing.
    BAD_ROW = "bad_row"
    #: An option of a field its type can't read with: a pattern that is none, a limit that is no number.
    BAD_OPTION = "bad_option"
    #: Of a measure: neither a moment nor a date field, or both.
    AT_OR_ON = "at_or_on"
    #: Of a measure: what it comes to is no number.
    NOT_FIGURE = "not_figure"
    #: Of a measure: its condition is not a yes or no.
    WHERE_NOT_TRUTH = "where_not_truth"
    #: Of a measure: a field that can't be what it is named for.
    NOT_A_DAY_FIELD = "not_a_day_field"
    NOT_A_UNIT_FIELD = "not_a_unit_field"
    NOT_TO_PART_BY = "not_to_part_by"
    #: Of a measure: it would tell of persons, or of a secret ledger.
    MASKED = "masked"
    #: A measure that is named but is not there, or is out of use.
    UNKNOWN_MEASURE = "unknown_measure"
    #: Of a report: no rule for a due day, or not one for how often it is asked for.
    BAD_DUE = "bad_due"
    #: Of a report: a sender or receiver that is none.
    BAD_PARTY = "bad_party"
    #: Of a column: neither a measure nor a value, or both.
    MEASURE_OR_VALUE = "measure_or_value"
    #: Of a report: its rows are values of a field by which a column's measure is not parted.
    NOT_PARTED_SO = "not_parted_so"
    #: Braces in the text of a report that name nothing.
    BAD_FIGURE = "bad_figure"
    #: A template that is not in the folder.
    NO_TEMPLATE = "no_template"
    #: Of a procedure: a step, or a move, that is named but is not there.
    UNKNOWN_STEP = "unknown_step"
    UNKNOWN_MOVE = "unknown_move"
    #: Of a procedure: nothing to begin with, or nowhere to go.
    NO_STEPS = "no_steps"
    #: Of a step: no move leads to it, though only the first step begins.
    STEP_NOT_REACHED = "step_not_reached"
    #: Of a step: nobody holds a row there.
    NO_OWNER = "no_owner"
    #: Of a step: no move leads out of it, and it is not final.
    NO_WAY_OUT = "no_way_out"
    #: Of a step: it is final, and yet a move leads out of it to another.
    NOT_FINAL = "not_final"
    #: Of a step: the first one, or a final one, can't depend on a condition.
    NOT_FORCED = "not_forced"
    #: Of a move: it goes back from where a row begins.
    NO_PREVIOUS = "no_previous"
    #: Of a move: it asks for a field nobody can fill in.
    NOT_ASKED = "not_asked"
    #: Of a limit: its clock never starts, or never stops.
    NEVER_BEGINS = "never_begins"
    NEVER_ENDS = "never_ends"
    #: Of a limit or a ladder: no length of time, no share.
    BAD_BUDGET = "bad_budget"
    BAD_WARNING = "bad_warning"
    #: Written out and read again it is something else.
    NOT_SAME_AGAIN = "not_same_again"

    #: Of a change: a field would get another type.
    TYPE_CHANGED = "type_changed"
    #: Of a change: a removed number would live again.
    NUMBER_REUSED = "number_reused"
    #: Of a change: a field's line is gone instead of being marked removed.
    FIELD_DROPPED = "field_dropped"
    #: Of a change: a choice is gone instead of being marked removed.
    CHOICE_DROPPED = "choice_dropped"
    #: Of a change: an office takes a number that is the pack's to give.
    NUMBER_OF_PACK = "number_of_pack"
    #: Of a change: expressions that look into a table could no longer be read.
    TABLE_STILL_USED = "table_still_used"
    #: Of a change: something still uses what is to be removed.
    STILL_USED = "still_used"
    #: Of a change: the ledger itself would be called otherwise.
    NAME_CHANGED = "name_changed"
