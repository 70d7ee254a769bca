"""How tests of the REST face name what makes a program."""

from collections.abc import Callable

from django.test import Client

#: ``program(actor, Right.READ, ledgers=["shops"])`` → a client with a token of that actor's post.
Program = Callable[..., Client]
