"""The match of columns to fields, remembered ledger by ledger in the journal."""

from collections.abc import Mapping

import msgspec

from zhangtu.journal import queries as journal
from zhangtu.journal import registers
from zhangtu.journal.writing import Act, Change

#: The register whose rows are the ledgers' registers; its entries are events.
REGISTER = "ledgers.match"


def saved(ledger: str) -> Mapping[str, str]:
    """How columns were matched the last times.

    Args:
        ledger: The ledger's name.

    Returns:
        Folded heading → field name.
    """
    number = registers.known(ledger)
    if number is None or registers.known(REGISTER) is None:
        return {}
    found: dict[str, str] = {}
    for entry in journal.history(REGISTER, number):
        found.update(msgspec.json.decode(entry.values["match"], type=dict[str, str]))
    return found


def save(act: Act, ledger: str, match: Mapping[str, str]) -> None:
    """Remember a match for the next time.

    Args:
        act: The act it belongs to.
        ledger: The ledger's name.
        match: Folded heading → field name.
    """
    known = saved(ledger)
    news = {words: name for words, name in match.items() if known.get(words) != name}
    if news:
        text = msgspec.json.encode(dict(sorted(news.items()))).decode()
        act.write(Change(REGISTER, registers.number(ledger), "match", {"match": text}))
