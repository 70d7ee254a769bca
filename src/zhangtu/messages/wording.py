"""The sentences of messages: why one was not sent, and what is shown beside addresses."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from zhangtu.kernel.scripts import in_language

#: Why something was not done: Simplified and English; Traditional is made from the Simplified.
REFUSALS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({
    "no_receiver": (
        "没有写明发给哪个单位或岗位，或它今天已不存在。请重新选择收件单位。",
        "It is not said which unit or post it is for, or that one is not there today. Choose it anew.",
    ),
    "no_message": (
        "没有这条消息，或它不是发给您这个岗位的。请从“消息”页打开。",
        "There is no such message, or it is not for this post. Open it from the page Messages.",
    ),
    "no_words": (
        "消息没有内容。请写好要发的话再发送。",
        "The message is empty. Write what is to be said, then send it.",
    ),
    "no_reminder": (
        "催办的话是空的。请写好要发的话。",
        "The reminder is empty. Write what is to be said.",
    ),
    "reminder_too_long": (
        "催办的话太长，最多 {most} 个字。请精简。",
        "The reminder is too long: {most} letters at most. Shorten it.",
    ),
    "reminded_just_now": (
        "所选 {count} 项刚刚已经催过。如需再催，请在上次发出 {minutes} 分钟后再试。",
        "All that was chosen ({count}) was reminded of just now. Try again {minutes} minutes after that.",
    ),
    "not_allowed": (
        "您的岗位不能管理这个单位的通知渠道。请由该单位的单位管理员办理。",
        "Your post may not manage the channels of this unit. Ask the unit's administrator.",
    ),
    "no_channel": (
        "没有“{channel}”这种通知渠道。可用的有：{names}。",
        "There is no channel {channel}. There are: {names}.",
    ),
    "bad_target": (
        "这个地址不能用于“{channel}”。请从群机器人的设置页原样复制完整的 https 地址；邮箱请写成“名称@域名”。",
        "This address can't be used for {channel}. Copy the robot's full https address; mail: name@domain.",
    ),
    "no_address": (
        "没有这个通知渠道，或它已停用。请刷新页面再选。",
        "There is no such address, or it is out of use. Load the page anew and choose again.",
    ),
})  # fmt: skip

#: What groups are told of a message: with a link where the office's address is known, and without. Nobody
#: knows what the members of a group read, so it is the language the office writes.
OUTSIDE: Final = "【账图】{number} 号消息，请打开查看：{link}"
OUTSIDE_WITHOUT_LINK: Final = "【账图】{number} 号消息，请登录账图，在“消息”页查看。"

#: What channels are called.
CHANNELS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({
    "page": ("站内消息", "in these pages"),
    "mail": ("邮件", "mail"),
    "wecom": ("企业微信群机器人", "WeCom group robot"),
    "dingtalk": ("钉钉群机器人", "DingTalk group robot"),
    "feishu": ("飞书群机器人", "Feishu group robot"),
})  # fmt: skip


def say_channel(name: str, language: str) -> str:
    """What a channel is called.

    Args:
        name: Its name.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        A few words.
    """
    return in_language(*CHANNELS.get(name, (name, name)), language)
