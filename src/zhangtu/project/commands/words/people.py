"""What ``zhangtu people`` and ``zhangtu account`` say."""

from collections.abc import Mapping

#: Simplified and English wording of each sentence; ``zhangtu.kernel.scripts`` makes the Traditional.
SENTENCES: Mapping[str, tuple[str, str]] = {
    "summary_people": (
        "单位、岗位、人员：列出单位树，导入名单，设立和变动，交接",
        "units, posts and people: print the tree, take a roster in, change them, hand posts over",
    ),
    "summary_account": (
        "账号：开立、重置、停用、列出；一次性口令只显示一次",
        "accounts: open, reset, close or list them; a one-time code is shown once",
    ),
    "example_account_open": (
        "给已登记的人员开立账号，显示一次性口令",
        "open an account for somebody entered already and show its one-time code",
    ),
    "example_account_close": ("停用账号，已登录的立即退出", "close an account; its sessions end"),
    "example_tree": ("列出今天的单位树", "print the tree of today"),
    "example_tree_past": ("列出某一天的单位树", "print the tree of a day"),
    "example_roster": (
        "导入名单（单位、姓名、手机、岗位），把一次性口令条做成 Word",
        "take a roster in (unit, name, phone, post) and print the one-time codes",
    ),
    "example_reset": (
        "重置账号，在屏幕上显示新的一次性口令",
        "reset an account and show its new one-time code",
    ),
    "example_reset_second": ("手机丢失时，连动态码一起重置", "reset the second factor too, for a lost phone"),
    "help_on": ("哪一天，如 2026-03-01；不写则为今天", "the day, such as 2026-03-01; today if not given"),
    "help_roster": ("名单文件（xlsx、xls、ods、csv）", "the roster (xlsx, xls, ods, csv)"),
    "help_slips": ("把一次性口令条写到这个 Word 文件", "write the one-time codes to this Word file"),
    "help_held": (
        "名单中的岗位已有别人任职时：share 同岗，replace 接替，deputy 做 B 角",
        "where a post is held by somebody else already: share it, replace them, or stand in as deputy",
    ),
    "help_from": ("从哪一天起任职；不写则为今天", "from which day the posts are held; today if not given"),
    "help_account": (
        "open 开立、reset 重置（都发一次性口令）、close 停用、list 列出",
        "open or reset (both give a one-time code), close, list",
    ),
    "help_account_words": (
        "open：人员（姓名或编号）和登录名；reset、close：登录名",
        "open: the person (name or number) and the login name; reset, close: the login name",
    ),
    "help_login": ("登录名", "the login name"),
    "help_second": ("连动态码一起重置", "reset the second factor too"),
    "help_actor": ("以谁的账号办理；不写则记为控制台", "whose account acts; the console if not given"),
    "bad_day": (
        "日期“{value}”不对，请写成 2026-03-01 这样真实存在的日期。",
        "“{value}” is not a day; write an existing day such as 2026-03-01.",
    ),
    "help_people": (
        "tree 列出单位树；posts 列出岗位和任职人；import-roster 导入名单；其余见 people unit --help 等",
        "tree: units; posts: posts and holders; import-roster: take a roster in; others: people unit --help",
    ),
    "help_numbers": ("列出单位的编号", "show the numbers of units"),
    "example_posts": ("列出岗位的编号和任职人的编号", "list the numbers of posts and of who holds them"),
    "post_vacant": ("空缺", "vacant"),
    "no_roster": (
        "没有写名单文件，如 zhangtu people import-roster 名单.xlsx --slips 口令条.docx",
        "no roster is named, as in zhangtu people import-roster roster.xlsx --slips codes.docx",
    ),
    "no_slips": (
        "请用 --slips 写明一次性口令条存到哪个 Word 文件，如 --slips 口令条.docx",
        "name the Word file the one-time codes go to, such as --slips codes.docx",
    ),
    "bad_slips": (
        "口令条 {path} 要以 .docx 结尾，且不能是已有的文件。",
        "The file for the codes, {path}, must end in .docx and must not exist yet.",
    ),
    "roster_done": (
        "已导入 {lines} 行，发出 {slips} 个一次性口令，写在 {path}。请裁开当面交给本人，然后删除文件。",
        "{lines} rows taken in, {slips} one-time codes written to {path}. Hand them out, delete the file.",
    ),
    "roster_faults": (
        "名单有 {count} 处要改，没有建立任何账号：",
        "The roster has {count} faults; no account was opened:",
    ),
    "account_opened": (
        "已开立账号 {login}，一次性口令：{secret}（只显示这一次，用一次即作废，请当面交给本人）",
        "The account {login} is open; its code: {secret} (shown once, good once; hand it over in person)",
    ),
    "account_closed": (
        "账号 {login} 已停用；重置即可重新启用。",
        "The account {login} is closed; a reset opens it.",
    ),
    "account_is_open": ("在用", "in use"),
    "account_is_new": ("还没有登录过", "never used"),
    "account_is_closed": ("停用", "closed"),
    "account_reset": (
        "登录名 {login} 的一次性口令：{secret}（用一次即作废，请当面交给本人）",
        "The one-time code of {login}: {secret} (good once; hand it over in person)",
    ),
}
