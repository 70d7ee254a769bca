"""The trees of RFC 6962: against its own definition, against known answers, and against what is false."""

from collections.abc import Sequence
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhangtu.journal import merkle

#: The leaves every implementation of certificate transparency is tried with.
LEAVES = [bytes.fromhex(word) for word in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
)]  # fmt: skip
#: Their roots, for trees of 1 to 8 leaves.
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def _naive(leaves: Sequence[bytes]) -> bytes:
    """The definition of section 2.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\1" + _naive(leaves[:split]) + _naive(leaves[split:])).digest()


def _leaves(count: int) -> list[bytes]:
    return [merkle.leaf(str(number).encode()) for number in range(count)]


@pytest.mark.parametrize("size", range(1, 9))
def test_known_answers(size: int) -> None:
    assert merkle.root_of([merkle.leaf(data) for data in LEAVES[:size]]).hex() == ROOTS[size - 1]


def test_the_empty_tree() -> None:
    assert merkle.root_of([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@given(st.lists(st.integers(0, 40), max_size=8))
def test_growing_in_steps_gives_the_defined_root(steps: list[int]) -> None:
    leaves = _leaves(sum(steps))
    frontier = merkle.Frontier()
    for step in steps:
        frontier = merkle.Frontier(frontier.size, frontier.packed)
        frontier.extend(b"".join(leaves[frontier.size : frontier.size + step]))
    assert frontier.size == len(leaves)
    assert frontier.root == _naive(leaves)


def test_an_edge_of_another_tree_is_refused() -> None:
    with pytest.raises(merkle.BrokenProofError):
        merkle.Frontier(3, bytes(32))


@given(st.integers(1, 70), st.data())
def test_a_path_leads_to_the_root_and_nothing_else_does(size: int, data: st.DataObject) -> None:
    leaves = _leaves(size)
    root = _naive(leaves)
    index = data.draw(st.integers(0, size - 1))
    path = merkle.inclusion(index, size, lambda start, end: _naive(leaves[start:end]))
    assert merkle.root_from_inclusion(index, size, leaves[index], path) == root
    assert merkle.root_from_inclusion(index, size, merkle.leaf(b"forged"), path) != root
    other = data.draw(st.integers(0, size - 1))
    if other != index:
        assert _root(other, size, leaves[index], path) != root
    for wrong in (path[:-1], [*path, bytes(32)], [bytes(32), *path]):
        if wrong != path:
            assert _root(index, size, leaves[index], wrong) != root
    with pytest.raises(merkle.BrokenProofError):
        merkle.root_from_inclusion(size, size, leaves[index], path)


def _root(index: int, size: int, leaf: bytes, path: list[bytes]) -> bytes | None:
    try:
        return merkle.root_from_inclusion(index, size, leaf, path)
    except merkle.BrokenProofError:
        return None


@given(st.integers(1, 70), st.integers(0, 70), st.data())
def test_a_tree_is_shown_to_be_the_beginning_of_another(old: int, more: int, data: st.DataObject) -> None:
    leaves = _leaves(old + more)
    old_root, new_root = _naive(leaves[:old]), _naive(leaves)
    path = merkle.consistency(old, old + more, lambda start, end: _naive(leaves[start:end]))
    assert merkle.roots_from_consistency(old, old + more, old_root, path) == (old_root, new_root)
    if path:
        place = data.draw(st.integers(0, len(path) - 1))
        bent = [*path[:place], bytes(32), *path[place + 1 :]]
        assert merkle.roots_from_consistency(old, old + more, old_root, bent) != (old_root, new_root)
        for wrong in (path[:-1], [*path, bytes(32)]):
            assert _roots(old, old + more, old_root, wrong) != (old_root, new_root)


def _roots(old: int, new: int, root: bytes, path: list[bytes]) -> tuple[bytes, bytes] | None:
    try:
        return merkle.roots_from_consistency(old, new, root, path)
    except merkle.BrokenProofError:
        return None
