"""What ``zhangtu init`` says."""

from collections.abc import Mapping

#: Simplified and English wording of each sentence; ``zhangtu.kernel.scripts`` makes the Traditional.
SENTENCES: Mapping[str, tuple[str, str]] = {
    "summary_init": (
        "新建一个单位：数据库、业务包，并给出三员首次登录的链接",
        "make a new office: store, packs, and links for its three administrators",
    ),
    "example_init": ("新建，并写上单位名称", "make it, with the office's name"),
    "example_init_demo": ("带一个虚构的县，用来试用", "with an invented county to try"),
    "help_demo": (
        "装入“五小”业务包和一个虚构的县（单位、岗位、人员）",
        "load the pack five_small and an invented county (units, posts, people)",
    ),
    "help_office_name": ("单位名称；以后可以改", "the office's name; can be changed later"),
    "help_address": (
        "链接里写的地址；不给就只写后半段",
        "address written into the links; else only what stands behind it",
    ),
    "home_ready": ("数据放在 {path}。", "The office is kept in {path}."),
    "pack_loaded": ("已装入业务包 {name}（{count} 项定义）。", "Pack {name} loaded ({count} definitions)."),
    "pack_there": ("业务包 {name} 已在用，没有改动。", "Pack {name} is in force and was left alone."),
    "county_loaded": ("已建好一个虚构的县。", "An invented county was set up."),
    "rows_entered": ("已登记 {count} 条虚构的记录。", "{count} invented rows were entered."),
    "guests": (
        "先用下面几个虚构的人登录看看（登录名、一次性口令、身份；首次登录时自己设口令）：",
        "Sign in as one of these invented people (login, one-time code, who; you choose a password then):",
    ),
    "county_there": ("虚构的县已在，没有改动。", "The invented county is there and was left alone."),
    "links": (
        "系统、安全、审计管理员各用自己的链接进入，每个只能用一次：",
        "The system, security and audit administrators come in by these links, each good once:",
    ),
    "links_there": (
        "三位管理员都已就位，没有新的链接。",
        "All three administrators are there; no new links.",
    ),
    "links_behind": (
        "运行 zhangtu serve，把它显示的地址接在链接前面打开。",
        "Run zhangtu serve and put the address it prints in front of these.",
    ),
    "links_secret": (
        "请分别交给三个人。再次运行 zhangtu init 会换新链接，旧的作废。",
        "Give them to three different people. Running zhangtu init again makes new ones; these then end.",
    ),
    "links_waiting": (
        "还有管理员没有进入，先前给出的链接仍然有效。链接丢了，请运行 zhangtu init 换新的。",
        "Not all administrators are there; links given out stay good. If lost: zhangtu init makes new ones.",
    ),
}
