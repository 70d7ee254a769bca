"""A command that is not right is answered in the language asked for, with what to write instead."""

import pytest

from zhangtu.project.commands import account, people, token


@pytest.mark.parametrize(
    ("main", "words", "said"),
    [
        (people.main, [], "还要写 what"),
        (people.main, ["tree", "--no"], "不认识 --no"),
        (people.main, ["tree", "--on"], "--on 后面要写内容"),
        (people.main, ["trees"], "what 不能是 'trees'；可以写 'tree', 'posts', 'import-roster', 'unit'"),
        (people.main, ["unit", "create"], "unit create 后面要写 NAME"),
        (people.main, ["unit", "merge", "x"], "还要写 --into NAME"),
        (people.main, ["handover", "settle", "1", "--kind", "key"], "没有 --kind 这个选项"),
        (account.main, ["reset"], "account reset 后面要写 LOGIN"),
        (token.main, ["issue", "x", "--post", "y"], "--post 要写整数，不能是 'y'"),
    ],
)
def test_what_the_parser_finds_wrong_is_said_in_chinese(
    main: object, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert callable(main)
    assert main([*words, "--lang", "zh-hans"] if words[-1:] != ["--on"] else words) == 2
    error = capsys.readouterr().err
    assert said in error
    assert "。。" not in error
