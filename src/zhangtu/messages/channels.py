"""Ways to reach people outside the pages; a new one is a class and a line in ``CHANNELS``."""

from collections.abc import Mapping
from typing import Final, Protocol

from zhangtu.messages.mail import Mail
from zhangtu.messages.robots import DINGTALK, FEISHU, WECOM


class Channel(Protocol):
    """A way to reach people."""

    @property
    def words(self) -> bool:
        """Whether the words of messages may take it; else only a number and a link do."""

    @property
    def longest(self) -> int:
        """How many bytes of UTF-8 one message may have."""

    def fits(self, target: str) -> bool:
        """Whether a message could be sent there at all."""

    def send(self, target: str, secret: str, title: str, text: str) -> None:
        """Send one message.

        Args:
            target: Where to.
            secret: What it is signed with; empty for none.
            title: Its heading.
            text: Its words.

        Raises:
            ChannelError: The other side did not take it.
        """


#: Name → channel.
CHANNELS: Final[Mapping[str, Channel]] = {
    "mail": Mail(),
    "wecom": WECOM,
    "dingtalk": DINGTALK,
    "feishu": FEISHU,
}
