"""What ``zhangtu people unit``, ``post``, ``handover`` and their like take, in one table."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that can be done.

    Attributes:
        takes: What its words mean, in order; the last may end in ``…``, then there may be more of it.
        may: The options it knows, without the dashes.
        needs: Those of them that must be given.
        spare: How many of the words, from behind, may be left out.
    """

    takes: str = ""
    may: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    spare: int = 0

    def fits(self, given: int) -> bool:
        """Whether so many words are right."""
        wanted = len(self.takes.split())
        return given >= wanted - self.spare and (given <= wanted or self.takes.endswith("…"))


def deed(takes: str = "", may: str = "", needs: str = "", spare: int = 0) -> Deed:
    """A deed, its options with blanks between."""
    must = frozenset(needs.split())
    return Deed(takes, must | frozenset(may.split()), must, spare)


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a group.

    Attributes:
        metavar: What stands for its value in the help; empty for an option without one.
        code: The sentence that explains it.
        many: Whether it may be given several times.
    """

    metavar: str
    code: str
    many: bool = False

    def declare(self, name: str, explained: str, parser: argparse.ArgumentParser) -> None:
        """Let a parser know it."""
        if not self.metavar:
            parser.add_argument(f"--{name}", action="store_true", default=None, help=explained)
            return
        action = "append" if self.many else "store"
        parser.add_argument(f"--{name}", metavar=self.metavar, action=action, help=explained)


@dataclass(frozen=True, slots=True)
class Group:
    """What one word behind ``zhangtu people`` leads to.

    Attributes:
        module: The module that does it: its ``DEEDS`` has a function for each deed; it needs the settings.
        deeds: Word → what it takes. One without a word (``""``) is the group itself.
        examples: Words of an example → the sentence that explains it.
        dated: Whether its deeds hold from a day (``--from``) and have a reason.
        right: The right by which the post of an account is chosen that acts.
    """

    module: str
    deeds: Mapping[str, Deed]
    examples: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    dated: bool = True
    right: str = "organise"

    def options(self) -> Sequence[str]:
        """Every option of its deeds, each once, in order of the table of options."""
        known = frozenset[str]().union(*(one.may for one in self.deeds.values()))
        return [name for name in OPTIONS if name in known]


#: Every option of the groups by its name.
OPTIONS: Mapping[str, Option] = {
    "below": Option("UNIT", "help_staff_below"),
    "unit": Option("UNIT", "help_staff_unit"),
    "name": Option("NAME", "help_staff_name"),
    "short": Option("NAME", "help_staff_short"),
    "kind": Option("WORD", "help_staff_kind"),
    "role": Option("ROLE", "help_staff_role"),
    "office": Option("UNIT", "help_staff_office"),
    "into": Option("NAME", "help_staff_into"),
    "successor": Option("UNIT", "help_staff_successor", many=True),
    "part": Option("NAME", "help_staff_part", many=True),
    "unit-to": Option("PART=UNIT", "help_staff_unit_to", many=True),
    "post-to": Option("PART=POST", "help_staff_post_to", many=True),
    "keeps": Option("", "help_staff_keeps"),
    "phone": Option("NUMBER", "help_staff_phone"),
    "until": Option("DAY", "help_staff_until"),
    "giver": Option("PERSON", "help_staff_giver"),
    "receiver": Option("PERSON", "help_staff_receiver"),
    "witness": Option("PERSON", "help_staff_witness"),
    "post": Option("POST", "help_staff_post", many=True),
    "proxy": Option("PERSON", "help_staff_proxy"),
    "mentor": Option("PERSON", "help_staff_mentor"),
    "mentor-until": Option("DAY", "help_staff_mentor_until"),
    "title": Option("TEXT", "help_staff_title"),
    "note": Option("TEXT", "help_staff_note"),
    "code": Option("CODE", "help_staff_code"),
    "out": Option("FILE", "help_staff_out"),
}

_HERE = "zhangtu.project.commands.staffing"

#: The groups by the word that leads to them.
GROUPS: Mapping[str, Group] = {
    "unit": Group(
        f"{_HERE}.units",
        {
            "create": deed("NAME", "below short kind office"),
            "rename": deed("UNIT", "name short kind"),
            "move": deed("UNIT", needs="below"),
            "office": deed("UNIT", needs="office"),
            "merge": deed("UNIT…", needs="into"),
            "split": deed("UNIT", "unit-to post-to keeps", "part"),
            "close": deed("UNIT", "successor"),
        },
        {
            "unit create 河东街道 --below 云溪县 --from 2026-03-01": "example_unit_create",
            "unit merge 北坡镇 南坡镇 --into 坡头镇 --from 2026-03-01": "example_unit_merge",
            "unit split 云溪镇 --part 河东镇 --part 河西镇 --unit-to 河东镇=柳林村": "example_unit_split",
        },
    ),
    "post": Group(
        f"{_HERE}.posts",
        {
            "create": deed("UNIT NAME", "kind role"),
            "amend": deed("POST", "name kind"),
            "move": deed("POST", needs="unit"),
            "role": deed("POST", needs="role"),
            "abolish": deed("POST"),
        },
        {
            "post create 云溪镇 经办岗 --role clerk": "example_post_create",
            "post abolish 云溪镇/经办岗 --from 2026-03-01": "example_post_abolish",
        },
    ),
    "person": Group(
        f"{_HERE}.persons",
        {
            "enrol": deed("NAME", "phone"),
            "amend": deed("PERSON", "name phone"),
            "find": deed("NAME"),
        },
        {"person enrol 甄一鸣 --phone 01000001": "example_person_enrol"},
    ),
    "hold": Group(
        f"{_HERE}.posts",
        {"": deed("POST PERSON", "until")},
        {"hold 云溪镇/经办岗 甄一鸣 --from 2026-03-01": "example_hold"},
    ),
    "release": Group(
        f"{_HERE}.posts",
        {"": deed("POST PERSON")},
        {"release 云溪镇/经办岗 甄一鸣 --from 2026-03-01": "example_release"},
    ),
    "grant": Group(
        f"{_HERE}.grants",
        {"give": deed("POST LEDGER RIGHT…", "until"), "end": deed("NUMBER"), "list": deed()},
        {"grant give 云溪镇/经办岗 premises read export": "example_grant"},
        right="grant",
    ),
    "deputy": Group(
        f"{_HERE}.standing",
        {"set": deed("POST POST", "until"), "end": deed("NUMBER"), "list": deed()},
        {"deputy set 云溪镇/经办岗 云溪镇/综合岗": "example_deputy"},
    ),
    "away": Group(
        f"{_HERE}.standing",
        {"set": deed("PERSON", "until"), "back": deed("NUMBER"), "list": deed()},
        {"away set 甄一鸣 --from 2026-03-01 --until 2026-03-09": "example_away"},
    ),
    "handover": Group(
        f"{_HERE}.handovers",
        {
            "start": deed("", "post into proxy mentor mentor-until", "giver receiver witness"),
            "list": deed(),
            "show": deed("NUMBER"),
            "form": deed("NUMBER", needs="out"),
            "add": deed("NUMBER", "note", "kind title"),
            "amend": deed("NUMBER ITEM", "title note"),
            "object": deed("NUMBER ITEM"),
            "remove": deed("NUMBER ITEM"),
            "renew": deed("NUMBER"),
            "scan": deed("NUMBER FILE", needs="code"),
            "settle": deed("NUMBER"),
            "drop": deed("NUMBER"),
        },
        {
            "handover start --giver 甄一鸣 --receiver 简明远 --witness 梁守正 --from 2026-03-01": (
                "example_handover_start"
            ),
            "handover form 1 --out 交接清单.docx": "example_handover_form",
            "handover scan 1 扫描件.pdf --code JJ000001-0A1B2C3D --as LOGIN": "example_handover_scan",
            "handover settle 1": "example_handover_settle",
        },
    ),
}
