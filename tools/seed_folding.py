"""Writes the table of single Traditional characters and their Simplified ones from OpenCC's dictionaries."""

from pathlib import Path

import opencc

TABLE = Path(__file__).parents[1] / "src/zhangtu/kernel/data/simplified.txt"
BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x2A6E0))
#: Variants that offices use for one word and that OpenCC keeps apart.
VARIANTS = {
    "帳": "账",
    "帐": "账",
    "賬": "账",
    "台": "台",
    "臺": "台",
    "佈": "布",
    "祕": "秘",
    "週": "周",
    "羣": "群",
    "裡": "里",
    "裏": "里",
    "牀": "床",
    "綫": "线",
    "纔": "才",
    "麪": "面",
    "衞": "卫",
    "彙": "汇",
    "覈": "核",
}


def main() -> None:
    """Convert every character alone, in the three usages, and keep those that change."""
    characters = [chr(code) for low, high in BLOCKS for code in range(low, high)]
    found: dict[str, str] = {}
    for usage in ("t2s", "tw2s", "hk2s"):
        plain = opencc.OpenCC(usage).convert("\n".join(characters)).split("\n")
        for old, new in zip(characters, plain, strict=True):
            if old != new and len(new) == 1:
                found.setdefault(old, new)
    found.update({old: new for old, new in VARIANTS.items() if old != new})
    TABLE.write_text("".join(f"{old}{new}\n" for old, new in sorted(found.items())), "utf-8")
    print(f"{len(found)} characters in {TABLE.name}")


if __name__ == "__main__":
    main()
