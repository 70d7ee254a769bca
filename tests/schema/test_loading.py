"""What is wrong in a pack is told all at once, in file order, by line and column, with how to mend it."""

from pathlib import Path

import pytest

from zhangtu.kernel.problems import FileProblem, Severity
from zhangtu.kernel.scripts import LANGUAGES
from zhangtu.schema.loading import load_definition, load_pack, surroundings
from zhangtu.schema.loading.folders import file_text
from zhangtu.schema.nodes import Notes
from zhangtu.schema.troubles import Trouble
from zhangtu.schema.wording import TROUBLE_SENTENCES, say_file_problem

PACK = "pack: small\ntitle: {zh: 小, en: Small}\nversion: '1'\n"
SHOPS = """\
ledger: shops
title: {zh: 店铺, en: Shops}
row: "{name}"
fields:
  - {no: 1, name: name, type: text, title: {zh: 名称, en: Name}}
  - {no: 2, name: size, type: number, title: {zh: 面积, en: Size}}
"""
TWO_THAT_WAIT = """\
  - {no: 3, name: a, type: computed, title: 甲, value: b}
  - {no: 4, name: b, type: computed, title: 乙, value: a}
"""


def problems(folder: Path, text: str, **more: str) -> list[tuple[int, int, str]]:
    return [(one.line, one.column, one.kind) for one in loaded(folder, text, **more)]


def loaded(folder: Path, text: str, pack: str = PACK, **more: str) -> tuple[FileProblem, ...]:
    (folder / "pack.yaml").write_text(pack, "utf-8")
    for name, content in {"ledgers/shops": text, **more}.items():
        path = folder / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, "utf-8")
    found = load_pack(folder)
    assert (found.pack is None) is any(one.severity is Severity.ERROR for one in found.problems)
    return found.problems


def test_a_small_pack_is_read(tmp_path: Path) -> None:
    assert problems(tmp_path, SHOPS) == []


def test_many_problems_are_told_at_once_in_file_order(tmp_path: Path) -> None:
    text = """\
ledger: shops
titel: {zh: 店铺}
row: "{nam}"
key: [code]
fields:
  - {no: 1, name: name, type: txt, title: {zh: 名称, en: Name}}
  - {no: 1000, name: far, type: text, title: {zh: 远, en: Far}}
  - {no: 2, name: name, type: text, title: {zh: 又, en: Again}}
  - {no: 3, name: gone, removed: 2026-02-30}
  - {no: 4, name: where, type: text, title: {zh: 处, en: Where}, required: maybe}
  - {no: 5, name: kind, type: choice, title: {zh: 类, en: Kind}, of: kinds}
  - {no: 6, name: boss, type: reference, title: {zh: 主, en: Boss}, of: shop}
  - {no: 7, name: half, type: computed, title: {zh: 半, en: Half}, value: "siz / 2"}
checks:
  - {forbid: "no", say: {zh: 不, en: No}}
pages: {columns: [name, gone], colour: red}
"""
    told = problems(tmp_path, text)
    assert told == sorted(told, key=lambda one: one[:2])
    kinds = [kind for _, _, kind in told]
    assert set(kinds) >= {
        *(
            Trouble.UNKNOWN_KEY,
            Trouble.NO_TITLE,
            Trouble.BAD_ROW,
            Trouble.UNKNOWN_FIELD,
            Trouble.UNKNOWN_TYPE,
        ),
        *(Trouble.BAD_NUMBER, Trouble.TWICE, Trouble.NOT_DAY, Trouble.MISSING, Trouble.BAD_NAME),
        *(Trouble.NOT_TRUTH, Trouble.UNKNOWN_CHOICES, Trouble.UNKNOWN_LEDGER, Trouble.BAD_EXPRESSION),
    }
    assert (2, 1, Trouble.UNKNOWN_KEY) in told
    column = text.splitlines()[12].index("siz / 2") + 1
    assert (13, column, Trouble.BAD_EXPRESSION) in told


def test_an_expression_is_told_at_its_own_column(tmp_path: Path) -> None:
    text = SHOPS + 'checks:\n  - {forbid: "size > 1 and sice < 3", say: {zh: 错, en: Wrong}}\n'
    (one,) = loaded(tmp_path, text)
    assert (one.line, one.column) == (8, 14 + len('"size > 1 and '))
    assert "size" in say_file_problem(one, "en")
    assert "size" in say_file_problem(one, "zh-hant")
    assert "這裡讀不懂" in say_file_problem(one, "zh-hant")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (TWO_THAT_WAIT, Trouble.CIRCLE),
        ("  - {no: 3, name: a, type: computed, title: 甲, value: 'a'}\n", Trouble.CIRCLE),
        ("  - {no: 3, name: a, type: computed, title: 甲, value: size, unique: yes}\n", Trouble.NOT_FOR_TYPE),
        ("  - {no: 3, name: a, type: computed, title: 甲, value: size, live: yes}\n", Trouble.LIVE_DISAGREES),
        ("  - {no: 3, name: a, type: text, title: 甲, decimals: '2'}\n", Trouble.NOT_FOR_TYPE),
        ("  - {no: 3, name: a, type: text, title: 甲, pattern: '('}\n", Trouble.BAD_OPTION),
        ("  - {no: 3, name: a, type: number, title: 甲, min: many}\n", Trouble.BAD_OPTION),
        ("  - {no: 3, name: a, type: number, title: 甲, default: many}\n", Trouble.BAD_DEFAULT),
        ("  - {no: 3, name: a, type: choice, title: 甲, of: [甲, 乙], default: 丙}\n", Trouble.BAD_DEFAULT),
        ("  - {no: 3, name: a, type: choice, title: 甲}\n", Trouble.MISSING),
        ("  - {no: 3, name: a, type: text, title: {en: A}}\n", Trouble.MISSING),
        ("  - {no: 3, name: a, type: text}\n", Trouble.NO_TITLE),
        ("  - {no: 3, name: a, removed: 2026-01-01}\n", Trouble.MISSING),
        ("  - {no: 3, name: a, type: text, title: 甲, name: b}\n", Trouble.DUPLICATE_KEY),
        ("  - {no: 3, name: A, type: text, title: 甲}\n", Trouble.BAD_NAME),
        ("  - {no: three, name: a, type: text, title: 甲}\n", Trouble.NOT_NUMBER),
        ("  - 3\n", Trouble.NOT_MAPPING),
        ("checks: [{forbid: 'size + 1', say: 错}]\n", Trouble.CHECK_NOT_TRUTH),
        ("checks: {}\n", Trouble.NOT_LIST),
        ("scope: world\n", Trouble.NOT_ONE_OF),
        ("pages: [name]\n", Trouble.NOT_MAPPING),
        ("pages: {panels: [name]}\n", Trouble.NOT_LIST),
        ("key: [name, name]\n", Trouble.TWICE),
        ("&a key: name\n", Trouble.ALIAS),
        ("key: !!python/object:os.system name\n", Trouble.TAG),
        ("key: [name\n", Trouble.NOT_YAML),
        ("? [a]\n: b\n", Trouble.STRANGE_KEY),
        ('title2: "\\0"\n', Trouble.BAD_SIGN),
    ],
)  # fmt: skip
def test_each_kind_of_trouble(tmp_path: Path, line: str, kind: Trouble) -> None:
    assert kind in [one.kind for one in loaded(tmp_path, SHOPS + line)]


def test_fields_that_were_removed_cannot_be_named(tmp_path: Path) -> None:
    text = SHOPS.replace("type: number, title: {zh: 面积, en: Size}", "removed: 2026-01-01, why: 无用")
    text += "pages: {columns: [name, size]}\nchecks: [{forbid: 'size > 1', say: {zh: 大, en: Big}}]\n"
    kinds = [one.kind for one in loaded(tmp_path, text)]
    assert sorted(kinds) == [Trouble.BAD_EXPRESSION, Trouble.REMOVED_FIELD]


def test_files_that_belong_nowhere_are_named(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("?", "utf-8")
    (tmp_path / "ledger").mkdir()
    told = loaded(tmp_path, SHOPS)
    assert [(one.file, one.kind) for one in told] == [
        ("ledger", Trouble.UNKNOWN_FILE),
        ("notes.txt", Trouble.UNKNOWN_FILE),
    ]
    assert "ledgers" in say_file_problem(told[0], "en") or told[0].facts["nearest"] == "ledgers"


def test_definitions_in_the_wrong_folder_and_names_twice(tmp_path: Path) -> None:
    table = "table: shops\ntitle: {zh: 表, en: T}\nkeys: []\nrows: []\n"
    kinds = [one.kind for one in loaded(tmp_path, SHOPS, **{"tables/shops": table, "choices/s": SHOPS})]
    assert kinds == [Trouble.WRONG_FOLDER, Trouble.TWICE]


def test_tables_answer_once_for_a_day(tmp_path: Path) -> None:
    row = "  - {kind: a, n: 1, from: 2020-01-01, authority: 法1, sure: read%s}\n"
    head = "table: t\ntitle: {zh: 表, en: T}\nkeys: [kind]\nrows:\n"
    twice = row % "" + row.replace("2020", "2021") % ""
    fine = row % ", to: 2021-01-01" + row.replace("2020", "2021") % ""
    assert problems(tmp_path, SHOPS, **{"tables/t": head + twice}) == [(6, 5, Trouble.OVERLAP)]
    assert problems(tmp_path, SHOPS, **{"tables/t": head + fine}) == []
    bad = row.replace("sure: read", "sure: surely") % ", to: 2019-01-01"
    kinds = [kind for _, _, kind in problems(tmp_path, SHOPS, **{"tables/t": head + bad})]
    assert kinds == [Trouble.NOT_ONE_OF, Trouble.REVERSED_DAYS]


def test_a_table_may_be_what_is_chosen_from(tmp_path: Path) -> None:
    table = """\
table: fruits
title: {zh: 水果, en: Fruit}
keys: [fruit]
rows:
  - {fruit: pear, title: 梨, price: 2.5, season: [summer], from: 2020-01-01, authority: 甲, sure: read}
  - {fruit: plum, title: 李, price: 3, season: [], from: 2020-01-01, authority: 表, sure: read}
"""
    text = (
        SHOPS
        + """\
  - {no: 3, name: best, type: choice, title: {zh: 主营, en: Best}, of: fruits}
  - {no: 4, name: dear, type: computed, title: {zh: 贵, en: Dear}, value: "fruits(best).price * 2 > size"}
  - {no: 5, name: ripe, type: computed, title: {zh: 熟, en: Ripe}, value: "'summer' in fruits(best).season"}
"""
    )
    assert problems(tmp_path, text, **{"tables/fruits": table}) == []
    pack = load_pack(tmp_path).pack
    assert pack is not None
    (shops,) = pack.ledgers
    assert [(one.code, one.title.zh) for one in shops.fields[2].of] == [("pear", "梨"), ("plum", "李")]
    assert [one.name for one in shops.fields if one.live] == ["dear", "ripe"]
    other = text.replace("of: fruits", "of: [{code: fig, title: {zh: 无花果, en: Fig}}]")
    assert problems(tmp_path, other, **{"tables/fruits": table}) == []


def test_lists_with_holes_and_titles_without_english(tmp_path: Path) -> None:
    told = loaded(tmp_path, SHOPS.replace("title: {zh: 店铺, en: Shops}", "title: 店铺\nkey: [~, name]"))
    assert [(one.kind, one.severity) for one in told] == [
        (Trouble.NO_ENGLISH, Severity.WARNING),
        (Trouble.NOT_TEXT, Severity.ERROR),
    ]


def test_line_ends_and_marks_of_other_systems_do_no_harm(tmp_path: Path) -> None:
    assert problems(tmp_path, "\ufeff" + SHOPS.replace("\n", "\r\n")) == []


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    notes = Notes()
    assert file_text(tmp_path / "gone.yaml", "gone.yaml", notes) is None
    assert [(one.file, one.kind) for one in notes.problems] == [("gone.yaml", Trouble.UNREADABLE_FILE)]


def test_packs_it_needs_are_looked_for(tmp_path: Path) -> None:
    (one,) = loaded(tmp_path, SHOPS, pack=PACK + "needs: [core]\n")
    assert (one.file, one.line, one.kind) == ("pack.yaml", 4, Trouble.UNKNOWN_PACK)


def test_an_empty_folder_is_no_pack(tmp_path: Path) -> None:
    (one,) = load_pack(tmp_path).problems
    assert one.kind == Trouble.NO_PACK_FILE
    (other,) = load_pack(tmp_path / "nowhere").problems
    assert other.kind == Trouble.NO_PACK_FILE


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_bytes(PACK.replace("小", "样例包").encode("gb18030"))
    (one,) = load_pack(tmp_path).problems
    assert (one.line, one.kind) == (2, Trouble.NOT_UTF8)


def test_an_office_may_define_a_ledger_of_its_own_beside_a_pack(tmp_path: Path) -> None:
    loaded(tmp_path, SHOPS)
    pack = load_pack(tmp_path).pack
    assert pack is not None
    text = """\
ledger: visits
title: 走访
row: "{shop}"
fields:
  - {no: 1000, name: shop, type: reference, title: 店铺, of: shops}
  - {no: 1001, name: big, type: computed, title: 大店, value: "shop.size > 100"}
"""
    good = load_definition(text, around=surroundings([pack]))
    assert good.ledger is not None
    assert good.ledger.fields[1].live
    bad = load_definition(text.replace("shop.size", "shop.sise"), around=surroundings([pack]))
    assert bad.spec is None
    assert Trouble.BAD_EXPRESSION in [one.kind for one in bad.problems]


def test_every_trouble_has_its_sentence_in_three_languages() -> None:
    assert set(TROUBLE_SENTENCES) == set(Trouble)
    for kind in Trouble:
        said = {say_file_problem(FileProblem("f", 1, 1, kind), language) for language in LANGUAGES}
        assert len(said) == len(LANGUAGES) or kind is Trouble.NOT_TRUTH, kind
