"""What the command about draws says."""

from collections.abc import Mapping

#: Simplified and English wording of each sentence; ``zhangtu.kernel.scripts`` makes the Traditional.
SENTENCES: Mapping[str, tuple[str, str]] = {
    "summary_draw": (
        "核对一次抽查：按公布的办法重新抽一遍",
        "check a draw: draw again by the published recipe",
    ),
    "example_draw": ("核对一份抽查记录", "check the record of a draw"),
    "example_draw_heads": (
        "同时核对存证确实公布过",
        "and that its head is one kept elsewhere",
    ),
    "help_draw_deed": ("要做什么", "what to do"),
    "help_draw_file": ("抽查记录文件", "the record of the draw"),
    "help_draw_heads": (
        "外面保管的存证文件（可重复）",
        "a file with heads kept elsewhere (may be repeated)",
    ),
    "not_a_draw": (
        "{path} 不是抽查记录，或内容有误：{why}",
        "{path} is no record of a draw, or is damaged: {why}",
    ),
    "draw_title": (
        "{title}：{inside} 家参加，{out} 家不参加，抽出 {taken} 家",
        "{title}: {inside} took part, {out} did not, {taken} drawn",
    ),
    "draw_visit": ("{number}. {name}　{officers}", "{number}. {name}: {officers}"),
    "draw_short": (
        "注意：{short} 家的检查人员不足 {each} 人，名单里没有更多可派的人。",
        "Mind: {short} have fewer than {each} officers; nobody else on the list may go there.",
    ),
    "draw_holds": (
        "结果属实：种子、名单、存证和结果相符，重新抽取完全一致。",
        "It holds: seed, list, head and outcome fit, and drawing again gives the same.",
    ),
    "draw_head_unknown": (
        "没有核对存证是否公布过；请用 --heads 给出当时收到的存证。",
        "That its head was published was not checked; give the heads you received with --heads.",
    ),
    "draw_wrong": ("结果不属实：", "It does not hold:"),
    "draw_wrong_seed": (
        "种子与事先公布的承诺不符",
        "the seed is not the one that was committed to",
    ),
    "draw_wrong_list": (
        "名单与公布的摘要不符，抽取前后被改动过",
        "the list is not the one that was fixed",
    ),
    "draw_wrong_order": (
        "名单在承诺种子之前就定了",
        "the list was fixed before the seed was committed to",
    ),
    "draw_wrong_no_head": ("没有存证，或存证有误", "there is no head, or it is damaged"),
    "draw_wrong_head_early": (
        "存证早于名单，不能保证抽取时无人能预知",
        "the head is older than the list, so the outcome could have been foreseen",
    ),
    "draw_wrong_head_signature": ("存证的签名不对", "the head's signature is wrong"),
    "draw_wrong_head_strange": (
        "存证不在您给出的存证里",
        "the head is not among those you gave",
    ),
    "draw_wrong_outcome": (
        "按名单和种子重新抽取，结果不同",
        "drawing again from the list and seed gives another outcome",
    ),
}
