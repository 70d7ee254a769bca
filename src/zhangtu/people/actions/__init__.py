"""All changes of the people room: every one takes who acts, and writes its entry in the same transaction."""

from zhangtu.people.actions.persons import amend_person, enrol, grant, withdraw_grant
from zhangtu.people.actions.posts import (
    abolish_post,
    alter_post,
    appoint,
    be_absent,
    be_back,
    end_deputy,
    establish_post,
    give_role,
    move_post,
    relieve,
    set_deputy,
)
from zhangtu.people.actions.units import (
    Part,
    close_unit,
    create_unit,
    merge_units,
    move_unit,
    rename_unit,
    set_office,
    split_unit,
)

__all__ = [
    "Part",
    "abolish_post",
    "alter_post",
    "amend_person",
    "appoint",
    "be_absent",
    "be_back",
    "close_unit",
    "create_unit",
    "end_deputy",
    "enrol",
    "establish_post",
    "give_role",
    "grant",
    "merge_units",
    "move_post",
    "move_unit",
    "relieve",
    "rename_unit",
    "set_deputy",
    "set_office",
    "split_unit",
    "withdraw_grant",
]
