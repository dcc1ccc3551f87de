"""Names and aliases of blocks."""

from pathlib import Path

import pytest

from core.markdown import render
from core.markdown.blocks import Block, all_blocks, find, register

AUTHORING = Path(__file__).parents[2] / "docs" / "authoring.md"


def test_every_alias_gives_what_its_block_gives():
    for block in all_blocks():
        for alias in block.aliases:
            sources = [f":::{name} a\nb\n:::\n" for name in (block.name, alias, alias.upper())]
            assert len({render(source).html for source in sources}) == 1, alias


def test_every_block_and_alias_is_in_the_authors_manual():
    manual = AUTHORING.read_text("utf-8")
    names = [name for block in all_blocks() for name in (block.name, *block.aliases)]
    assert [name for name in names if f"`{name}`" not in manual] == []


def test_a_name_is_registered_once():
    with pytest.raises(ValueError, match="ポイント"):
        register(Block(name="ポイント"))
    assert find("POINT") is find("ポイント")
