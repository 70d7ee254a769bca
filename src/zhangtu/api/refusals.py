"""What the REST face refuses, with its sentences, and how any refusal is written as an answer."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from django.http import HttpRequest

from zhangtu.kernel.problems import FileProblem
from zhangtu.kernel.refusals import RefusedError
from zhangtu.kernel.scripts import in_language
from zhangtu.schema.difference import Change


class ApiError(RefusedError):
    """A request that cannot be answered as it stands; ``status`` is its HTTP status."""

    statuses: ClassVar[Mapping[str, int]] = {
        "no_key": 401,
        "not_allowed": 403,
        "forged": 403,
        "unknown": 404,
        "key_reused": 409,
        "too_large": 413,
        "bad_version": 400,
        "bad_request": 422,
        "no_version": 428,
        "bad_condition": 422,
        "bad_change": 422,
        "other_epoch": 409,
        "bad_name": 422,
        "bad_days": 422,
        "name_taken": 409,
        "definition_moved": 409,
        "definition_wrong": 422,
        "other_definition": 422,
    }
    sentences: ClassVar[Mapping[str, tuple[str, str]]] = {
        "no_key": (
            "请先登录，或在 Authorization 里给出有效的访问令牌（Bearer …）。",
            "Sign in first, or give a valid token in Authorization (Bearer …).",
        ),
        "not_allowed": (
            "这个岗位或令牌没有这项权限；需要时请找安全管理员授权。",
            "This post or token may not do that; ask the security administrator if it should.",
        ),
        "forged": (
            "无法确认这个请求出自本系统的页面；请刷新页面再试，或改用访问令牌。",
            "It is not sure that a page of ours sent this: reload the page, or use a token.",
        ),
        "unknown": (
            "没有“{what}”，或者它不在您的范围内；请核对名称。",
            "There is no “{what}”, or it is not in your scope: check the name.",
        ),
        "key_reused": (
            "这个 Idempotency-Key 已用于另一个请求；请为新的请求换一个。",
            "This Idempotency-Key was used for another request: take a new one.",
        ),
        "too_large": (
            "内容太大，最多 {most}；请分几次提交。",
            "This is too large, at most {most}: send it in parts.",
        ),
        "bad_version": (
            "If-Match 应是看到的版本号，例如 “42”。",
            "If-Match must be the version that was looked at, for instance “42”.",
        ),
        "bad_request": (
            "请求“{where}”处不对：{why}",
            "The request is wrong at “{where}”: {why}",
        ),
        "bad_condition": (
            "where 里没有“{given}”这种条件；可用的有 {known}。",
            "There is no condition “{given}” for where; there are {known}.",
        ),
        "bad_change": (
            "第 {number} 项更改写得不对：create 不写 uid，amend、withdraw、restore 要写 uid。",
            "Change {number} is not right: create names no uid; amend, withdraw and restore name one.",
        ),
        "no_version": (
            "更改前请用 If-Match 写明看到的是哪个版本（先读一次，取 ETag）。",
            "Say in If-Match which version you looked at (read first and take its ETag).",
        ),
        "other_epoch": (
            "数据库已恢复或搬迁过，编号已另起；请从 after=0、epoch={epoch} 重新读取。",
            "The store was restored or moved and counts anew: begin again with after=0 and epoch={epoch}.",
        ),
        "bad_name": (
            "令牌名称要 1 至 50 个字，不带空白以外的控制字符。",
            "A token's name has 1 to 50 letters and no control characters.",
        ),
        "bad_days": (
            "有效期应在 1 至 {most} 天之间。",
            "A token is valid for 1 to {most} days.",
        ),
        "name_taken": (
            "已有叫“{name}”的令牌，请换个名称或先收回它。",
            "There is a token called “{name}” already: take another name or revoke it first.",
        ),
        "definition_moved": (
            "台账“{ledger}”的定义已是第 {now} 版，不是您看到的那一版，没有启用。请看清改动再提交。",
            "“{ledger}” is now defined by version {now}, not the one you saw: see what changed.",
        ),
        "definition_wrong": (
            "这份定义有 {count} 处问题，没有启用；请按行列逐处改正。",
            "{count} things are wrong with this definition; it was not put in force. Mend them line by line.",
        ),
        "other_definition": (
            "正文定义的是“{given}”，地址里写的是“{ledger}”；请改成同一本台账。",
            "The text defines “{given}”, the address names “{ledger}”: they must be the same ledger.",
        ),
    }

    @property
    def status(self) -> int:
        """The HTTP status that says the same."""
        return self.statuses[self.kind]


class DefinitionMovedError(ApiError):
    """Another definition is in force than the one that was looked at.

    Attributes:
        changes: What it changed; empty when the version looked at is not known.
    """

    def __init__(self, ledger: str, now: int, changes: Sequence[Change]) -> None:
        self.changes = tuple(changes)
        super().__init__("definition_moved", ledger=ledger, now=now)


class DefinitionWrongError(ApiError):
    """The text of a definition is wrong.

    Attributes:
        places: What is wrong, by line and column.
    """

    def __init__(self, places: Sequence[FileProblem]) -> None:
        self.places = tuple(places)
        super().__init__("definition_wrong", count=len(places))


def language_of(request: HttpRequest) -> str:
    """Choose the language of sentences.

    Args:
        request: The request; its ``Accept-Language`` decides.

    Returns:
        ``zh-hans``, ``zh-hant`` or ``en``; Simplified when nothing fits.
    """
    for part in request.headers.get("Accept-Language", "").lower().split(","):
        tag = part.split(";")[0].strip()
        if tag.startswith(("zh-hant", "zh-tw", "zh-hk", "zh-mo")):
            return "zh-hant"
        if tag.startswith("zh"):
            return "zh-hans"
        if tag.startswith("en"):
            return "en"
    return "zh-hans"


def internal(language: str) -> str:
    """The sentence for a fault of the program itself."""
    return in_language(
        "程序出了错，没有更改任何内容；请稍后再试，仍不行请找系统管理员。",
        "The program failed; nothing was changed. Try again; if it stays, tell the system administrator.",
        language,
    )
