"""What the people room refuses, each with a sentence that says how to mend it."""

from zhangtu.kernel.refusals import RefusedError
from zhangtu.people.wording import REFUSALS


class PeopleRefusedError(RefusedError):
    """Units, posts, people or accounts were not changed."""

    sentences = REFUSALS
