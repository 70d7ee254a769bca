"""Our own wording in Traditional script."""

from zhangtu.kernel.scripts import in_language, to_traditional


def test_words_and_marks_are_traditional() -> None:
    assert to_traditional("“{label}”重复了，请核对后文") == "「{label}」重複了，請核對後文"


def test_an_unknown_language_falls_back_to_simplified() -> None:
    assert in_language("任务", "Task", "fr") == "任务"
