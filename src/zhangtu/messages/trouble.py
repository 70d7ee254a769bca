"""What can go wrong on the way out, as one word that is kept and shown."""


class ChannelError(Exception):
    """The other side did not take a message.

    Attributes:
        word: What happened, one word: ``unreachable``, ``refused``, ``too_often`` or ``not_set_up``.
        final: Whether trying again can't help.
    """

    def __init__(self, word: str, *, final: bool = False) -> None:
        self.word, self.final = word, final
        super().__init__(word)
