"""Why an office was not carried."""

from typing import ClassVar

from zhangtu.kernel.refusals import RefusedError


class CarryingError(RefusedError):
    """The office was not backed up, restored or moved; what there was before is untouched.

    Its sentences come in Simplified Chinese and English, as ``zhangtu.kernel.scripts`` wants them.
    """

    sentences: ClassVar = {
        "no_office": (
            "{path} 里没有办公数据。请检查 ZHANGTU_HOME，或先用 zhangtu init 新建。",
            "There is no office in {path}. Check ZHANGTU_HOME, or make one with zhangtu init.",
        ),
        "behind": (
            "数据库的表与这一版程序不一致。请先用这一版程序打开一次（zhangtu serve），再来。",
            (
                "The store's tables are not those of this version. Open it once with this version "
                "(zhangtu serve), then come back."
            ),
        ),
        "exists": (
            "{path} 已经存在，没有覆盖。请换一个文件名。",
            "{path} exists and was not overwritten. Choose another name.",
        ),
        "not_empty": (
            "{path} 里已经有内容，没有动它。请用 ZHANGTU_HOME 指一个空文件夹。",
            "{path} is not empty and was left alone. Name an empty folder with ZHANGTU_HOME.",
        ),
        "store_not_empty": (
            "数据库 {address} 里已经有表，没有动它。请给一个空的数据库。",
            "The database {address} has tables already and was left alone. Name an empty database.",
        ),
        "no_backup": (
            "{path} 不是本程序的备份，或者不完整：{why}。",
            "{path} is no backup of this program, or not whole: {why}.",
        ),
        "newer": (
            "这份备份是更新的一版程序做的（{what}）。请先升级程序。",
            "This backup was made by a newer version of the program ({what}). Upgrade first.",
        ),
        "damaged": (
            "备份里的 {what} 与目录中的摘要不符，没有恢复。请换一份备份。",
            (
                "{what} in the backup does not have the digest its list says; nothing was restored. "
                "Take another backup."
            ),
        ),
        "unlike": (
            "写进去的与原来的不一样（{what}），没有启用。",
            "What was written is not what there was ({what}); it was not put in force.",
        ),
        "incomplete": (
            "这里有一次没有做完的恢复。请再运行一次 zhangtu restore；做完之前不能打开。",
            "A restore was broken off here. Run zhangtu restore again; it cannot be opened before.",
        ),
        "same": ("数据已经在 {address}。", "The store is at {address} already."),
        "running": (
            "服务正在运行（进程 {process}）。请先停止它，再搬家。",
            "The server is running (process {process}). Stop it first, then move.",
        ),
        "address": (
            "看不懂数据库地址 {address}。请写成 postgres://user:password@host/name（PostgreSQL）或 sqlite:////path/file（SQLite）。",
            (
                "The address {address} is not understood. Write postgres://user:password@host/name or "
                "sqlite:////path/file."
            ),
        ),
        "unreachable": (
            "连不上数据库 {address}：{why}。",
            "The database {address} cannot be reached: {why}.",
        ),
    }
