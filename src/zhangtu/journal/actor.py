"""Who acts: a person holding a post, or a machine."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever changes something; every action takes one.

    Attributes:
        person: The person's number; 0 for a machine.
        post: The number of the post acted for; 0 for none (a machine, or an account without a post).
        machine: What machine it is (``console``, ``sealer``, the name of a token); empty for a person.
    """

    person: int = 0
    post: int = 0
    machine: str = ""
