"""Bytes of a text file → its text: which encoding it is in, judged by how plausible the words come out."""

import codecs
import re
from collections import Counter
from dataclasses import dataclass

from zhangtu.reading.source import UnreadableError
from zhangtu.reading.sources.sentences import Trouble

#: How many bytes are looked at to choose an encoding.
_SAMPLE = 65_536

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
#: Bytes whose best guess is less plausible than this are no text: random ones come to about -0.3 in UTF-16,
#: in which nearly every pair of bytes is some character; real texts come to 0.3 and more.
_LEAST_PLAUSIBLE = -0.15
#: In order of preference where two come out equally plausible.
_CANDIDATES = ("utf-8", "gb18030", "cp950", "big5hkscs", "utf-16-le", "utf-16-be")

#: Characters that official Chinese uses most, in both scripts.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后"
    "多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合"
    "还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只"
    "没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边"
    "流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造"
    "百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例"
    "真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且"
    "究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何"
    "除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满"
    "县局照参红细引听该铁价严督察责任务落整治督促检查宣传牵头配合镇街道辖企业食药监安全隐患排底前报送汇总方案"
    "這為個國時來們發動會對過說產種後學經進著電裡實現兩體機當點從業應開還與關數氣條結問無係軍題黨員總級統見計別論"
    "運農幾區強決戰則處隊給門規熱領東導壓爭濟階術極聯認權證轉單風帶場車務萬達議聲報類離華確張馬節話傳許廣記觀織裝"
    "眾書佈復兒須際驗連斷難礦備辦習響約勞團歷構稱準號維劃選標寫親盡層狀廠識適屬圓滿縣參紅細聽該鐵價嚴責鎮轄監隱"
    "請檢附擬應於敬陳核復函臺灣"
)
_PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》〈〉【】〔〕「」『』…—·　％．／～")
_ODD_CONTROLS = frozenset(map(chr, (*range(9), *range(14, 26), *range(28, 32), 127)))
_ASCII = frozenset(map(chr, range(32, 127))) | frozenset("\t\n\r\f\v")

_BREAKS = re.compile("\r\n?|\u2028|\u2029")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was come by.

    Attributes:
        text: The characters, line ends as line feeds, without byte order mark.
        encoding: Name of the codec.
        replaced: True when bytes without meaning were replaced by U+FFFD.
    """

    text: str
    encoding: str
    replaced: bool = False


def decode(data: bytes, name: str, *, hint: str | None = None) -> Decoded:
    """Decode a text file.

    Args:
        data: The file.
        name: Its name, for the sentence when it can't be read.
        hint: The encoding the file itself claims (HTML), tried before guessing.

    Returns:
        Its text with the encoding chosen: the byte order mark decides, then valid UTF-8, then the claim
        of the file, then the candidate in which the words come out most plausibly.

    Raises:
        UnreadableError: The bytes are no text.
    """
    decoded = _decode_bytes(data, name, hint)
    _refuse_binary(decoded.text, name)
    text = decoded.text
    if "\r" in text or "\u2028" in text or "\u2029" in text:
        text = _BREAKS.sub("\n", text)
    return Decoded(text, decoded.encoding, decoded.replaced)


def _decode_bytes(data: bytes, name: str, hint: str | None) -> Decoded:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _best_effort(data[len(mark) :], encoding)
    plain = _without_guessing(data)
    if plain is not None:
        return plain
    if hint is not None:
        strict = _strict(data, hint)
        if strict is not None:
            return strict
    return _guessed(data, name)


def _guessed(data: bytes, name: str) -> Decoded:
    encoding = choose_encoding(data)
    if _plausibility(_sample(data), encoding) < _LEAST_PLAUSIBLE:
        raise UnreadableError(Trouble.BINARY, name=name)
    if encoding == "cp950":
        strict = _strict(data, "cp950")
        return strict if strict is not None else _best_effort(data, "big5hkscs")
    return _best_effort(data, encoding)


def _without_guessing(data: bytes) -> Decoded | None:
    if b"\0" in data:
        return None
    strict = _strict(data, "utf-8")
    if strict is None or strict.text.isascii():
        return strict
    # Short GB18030 texts can be valid UTF-8 by accident; they never come out as Han characters then.
    if re.search("[\u2e80-\U0003ffff]", strict.text) is not None:
        return strict
    other = _strict(data, "gb18030")
    return strict if other is None or _share_of_common(other.text) < 0.7 else other


def _share_of_common(text: str) -> float:
    counts = [character in _COMMON for character in text if not character.isascii()]
    return sum(counts) / len(counts) if counts else 0.0


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _best_effort(data: bytes, encoding: str) -> Decoded:
    strict = _strict(data, encoding)
    if strict is not None:
        return strict
    return Decoded(data.decode(encoding, errors="replace"), encoding, replaced=True)


def choose_encoding(data: bytes) -> str:
    """The candidate encoding in which a sample of the bytes comes out most plausibly.

    Args:
        data: A text file without byte order mark.

    Returns:
        Name of a codec.
    """
    sample = _sample(data)
    return max(_CANDIDATES, key=lambda encoding: _plausibility(sample, encoding))


def _sample(data: bytes) -> bytes:
    """So much of the bytes as is looked at, from shortly before the first that is not ASCII."""
    first = re.search(rb"[\x80-\xff]", data)
    begin = max(0, first.start() - 512) & ~1 if first is not None else 0
    return data[begin : begin + _SAMPLE]


def _plausibility(sample: bytes, encoding: str) -> float:
    """Mean weight of the characters: common ones count for, impossible ones against."""
    text = codecs.getincrementaldecoder(encoding)(errors="replace").decode(sample)
    if not text:
        return -9.0
    return sum(_weight(character) * count for character, count in Counter(text).items()) / len(text)


def _weight(character: str) -> float:
    if character in _COMMON or character in _PUNCTUATION:
        return 1.0
    if character in _ASCII:
        return 0.6
    if character in _ODD_CONTROLS or character == "\ufffd":
        return -4.0
    return _weight_by_block(ord(character))


def _weight_by_block(code: int) -> float:
    if 0x4E00 <= code <= 0x9FFF:
        return 0.3
    if 0x2460 <= code <= 0x24FF or 0xFF00 <= code <= 0xFF5E or 0x3220 <= code <= 0x3229:
        return 0.8
    if 0xE000 <= code <= 0xF8FF or 0xD800 <= code <= 0xDFFF:
        return -2.0
    return -0.2


def _refuse_binary(text: str, name: str) -> None:
    """Raise when a decoded text can't have been meant as text."""
    counts = Counter(text[:_SAMPLE])
    odd = sum(counts[character] for character in _ODD_CONTROLS) + counts["\ufffd"]
    if odd * 20 > len(text[:_SAMPLE]) + 19:
        raise UnreadableError(Trouble.BINARY, name=name)
    if "\0" in text:
        raise UnreadableError(Trouble.NUL_BYTES, name=name)
