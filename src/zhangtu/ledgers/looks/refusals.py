"""Why a look could not be saved, shared or taken away."""

from collections.abc import Mapping
from typing import ClassVar

from zhangtu.kernel.refusals import RefusedError


class LookError(RefusedError):
    """This could not be done with a saved look, and nothing was changed."""

    sentences: ClassVar[Mapping[str, tuple[str, str]]] = {
        "no_title": (
            "请给这个视图起个名字，最多 {most} 个字。",
            "Give the view a name of up to {most} characters.",
        ),
        "taken": (
            "您已经有一个叫“{title}”的视图。请换个名字，或先把原来的去掉。",
            "You have a view called “{title}” already. Choose another name, or remove the old one first.",
        ),
        "too_long": (
            "条件太长，记不下。请去掉几个条件再保存。",
            "The conditions are too long to be kept. Leave some out and save again.",
        ),
        "too_many": (
            "这本台账您已经存了 {most} 个视图。请先去掉不用的再保存。",
            "You keep {most} views of this ledger already. Remove some you no longer need first.",
        ),
        "no_look": (
            "没有这个视图，可能已经去掉了。请从视图栏里另选一个。",
            "There is no such view; it may have been removed. Choose another one.",
        ),
        "not_yours": (
            "这个视图是别人共享的，只有存它的人和本单位管理员能改。您可以另存一个。",
            "This view is somebody else's; its owner and the unit's administrator change it. Save your own.",
        ),
        "no_unit": (
            "您的岗位不属于哪个单位，不能共享。请只给自己保存。",
            "Your post belongs to no unit, so nothing can be shared. Save it for yourself.",
        ),
        "no_person": (
            "视图由人保存，程序不能保存。请用自己的账号登录。",
            "Views are saved by people. Sign in with an account of your own.",
        ),
    }
