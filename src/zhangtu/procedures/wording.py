"""Why something can't be done in a procedure, in the three languages of the product."""

from collections.abc import Mapping

from zhangtu.kernel import scripts

#: Kind → sentence in Simplified Chinese and in English; words in braces come from the facts.
REFUSALS: Mapping[str, tuple[str, str]] = {
    "no_procedure": (
        "“{ledger}”没有可用的流程，或有几个流程而没有指明。请先加载含有流程的业务包，或指明流程名称。",
        "{ledger} has no procedure in use, or has several: load a pack with one, or name the one meant.",
    ),
    "running": (
        "这条记录已在流程中，现在是“{step}”环节，不必再启动。",
        "This row is in a procedure already, at the step “{step}”: it need not begin again.",
    ),
    "not_running": (
        "这条记录不在流程中，请先启动流程。",
        "This row is in no procedure: begin it first.",
    ),
    "no_move": (
        "流程中没有“{move}”这个动作，请刷新页面后再看可以办理什么。",
        "There is no move “{move}” in this procedure: open the page again to see what can be done.",
    ),
    "wrong_step": (
        "现在是“{step}”环节，不能办理“{move}”；能办理它的环节：{steps}。",
        "At the step “{step}” “{move}” can't be done; it can at: {steps}.",
    ),
    "not_offered": (
        "按这条记录的情况，不适用“{move}”。",
        "As this row stands, “{move}” does not apply.",
    ),
    "not_yours": (
        "“{move}”由{posts}办理。请联系他们，或由其AB角办理。",
        "“{move}” is for {posts} to do: ask them or their deputies.",
    ),
    "nobody": (
        "“{move}”应由{posts}办理，但从这条记录的单位往上都没有这样的岗位。请单位管理员设立岗位。",
        "“{move}” is for {posts}, but no unit from the row's own upward has such a post: set one up.",
    ),
    "made_by_you": (
        "您办理过“{other}”，“{move}”须由另一人办理。",
        "You made “{other}”: “{move}” must be made by somebody else.",
    ),
    "conflict": (
        "您与这条记录有利害关系，须回避，请由其他人办理。",
        "You are a party to this row and must stand aside: somebody else has to do it.",
    ),
    "needs": ("{say}", "{say}"),
    "asks": (
        "办理“{move}”须先填写：{fields}。",
        "To do “{move}”, fill in first: {fields}.",
    ),
    "papers": (
        "办理“{move}”须具备文书：{papers}。请写明每份文书的文号或日期。",
        "“{move}” takes these papers: {papers}. Say the number or date of each.",
    ),
    "no_reason": (
        "办理“{move}”须说明理由。",
        "Say why “{move}” is done.",
    ),
    "no_holder": (
        "下一环节“{step}”由{posts}负责，但从这条记录的单位往上都没有这样的岗位。请单位管理员先设立岗位。",
        "The next step “{step}” is held by {posts}, but no unit upward has such a post: set one up first.",
    ),
    "nothing_to_take_back": (
        "只能收回自己刚办理的一步，而且之后没有人办理过。这一步不能收回。",
        "Only your own last move can be taken back, while nobody did anything after it: this one can't.",
    ),
    "not_final": (
        "这条记录还在办理中（{step}），不必重新办理。",
        "This row is still under way ({step}): it need not be opened again.",
    ),
    "reopen_right": (
        "重新办理须由负责人办理（有撤销权限的岗位）。",
        "To open a closed row again takes a post that may withdraw rows.",
    ),
    "same_version": (
        "这条记录已按最新版本的流程办理。",
        "This row goes by the newest version of its procedure already.",
    ),
    "no_limit": (
        "流程中没有“{limit}”这项时限，请刷新页面后再看。",
        "This procedure has no limit “{limit}”: open the page again.",
    ),
    "limit_over": (
        "“{limit}”时限没有在计时，不能改动。",
        "The limit “{limit}” does not run: there is nothing to change.",
    ),
    "limit_late": (
        "“{limit}”时限已过，不能再暂停或延长；另有决定的，请由负责人凭文书改定到期日。",
        "The limit “{limit}” is past: it can't be paused or made longer. A chief can fix it by a paper.",
    ),
    "never_pauses": (
        "流程没有规定“{limit}”时限可以暂停。",
        "The procedure names nothing for which the limit “{limit}” may stand still.",
    ),
    "pause_kind": (
        "“{limit}”时限只能因这些情形暂停：{kinds}。",
        "The limit “{limit}” may stand still for these only: {kinds}.",
    ),
    "stands_still": (
        "“{limit}”时限已经暂停。",
        "The limit “{limit}” stands still already.",
    ),
    "runs": (
        "“{limit}”时限正在计时，没有暂停。",
        "The limit “{limit}” runs: it does not stand still.",
    ),
    "not_holder": (
        "“{limit}”时限由现在的经办岗位或负责人暂停、恢复。",
        "Whoever holds the row now, or a chief, pauses and resumes the limit “{limit}”.",
    ),
    "no_extension": (
        "“{limit}”时限不能（再）延长，流程没有规定。",
        "The limit “{limit}” can't be made longer, or not again: the procedure does not grant it.",
    ),
    "extend_by": (
        "延长“{limit}”时限由{posts}批准。",
        "To make the limit “{limit}” longer is for {posts} to grant.",
    ),
    "override_paper": (
        "改定“{limit}”时限的到期日须写明所依据文书的文号或日期。",
        "Say the number or date of the paper by which the limit “{limit}” is fixed.",
    ),
    "step_gone": (
        "新版流程里没有“{step}”这一环节，请等它离开这一环节后再转入新版。",
        "The new version has no step “{step}”: wait until the row has left it.",
    ),
}

in_language = scripts.in_language
