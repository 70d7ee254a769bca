"""What ``zhangtu token`` says."""

from collections.abc import Mapping

#: Simplified and English wording of each sentence; ``zhangtu.kernel.scripts`` makes the Traditional.
SENTENCES: Mapping[str, tuple[str, str]] = {
    "summary_token": (
        "访问令牌：让程序代表某个岗位使用接口",
        "tokens by which programs act for a post through the REST face",
    ),
    "example_token_issue": ("发一个只能查阅的令牌", "issue a token that may only read"),
    "example_token_list": ("列出有效的令牌（不含令牌本身）", "list the valid ones, without their secrets"),
    "example_token_revoke": ("立即收回", "take one back at once"),
    "help_token_what": ("issue 发放；list 列出；revoke 收回", "issue one, list them, or revoke one"),
    "token_no_name": ("{what} 后面要写程序的名称", "name the program behind {what}"),
    "help_token_name": ("程序的名称，变更记录里这样写", "what the program is called in the journal"),
    "help_token_post": ("代表哪个岗位（编号）", "the number of the post it acts for"),
    "help_token_rights": (
        "可以做什么，用逗号或空格隔开（默认 read）；不会超过岗位本身的权限",
        "what it may do, by comma or blank (read); never more than the post may",
    ),
    "help_token_ledgers": (
        "只能用哪些台账；不写则为岗位能看到的全部",
        "the ledgers it may use; all the post sees if not given",
    ),
    "help_token_days": ("有效多少天，1 至 366（默认 90）", "for how many days, 1 to 366 (90)"),
    "token_line": (
        "{name}　岗位 {post}　权限 {rights}　有效至 {until}",
        "{name}  post {post}  may {rights}  until {until}",
    ),
    "token_no_post": (
        "请用 --post 写明代表哪个岗位；编号见 zhangtu people posts",
        "say with --post which post it acts for; zhangtu people posts lists the numbers",
    ),
    "token_bad_right": (
        "--rights 里不认识 {given}；可以写 {names}",
        "--rights: {given} is not known; there are {names}",
    ),
    "token_once": (
        "令牌只显示这一次，请马上存到程序的密钥配置里；丢失后请收回重发。",
        "It is shown this once: keep it where the program keeps its secrets. If it is lost, revoke it.",
    ),
    "token_revoked": ("已收回“{name}”。", "“{name}” was taken back."),
}
