"""Blocks: ``:::name`` in Markdown. Importing this package registers every block.

A new block is a ``Block`` in one of the modules here (or registered from another app's
``AppConfig.ready``), its classes in ``core.markdown``'s docstring, and its paragraph in
``docs/authoring.md``, which a test asks for.
"""

from core.markdown.blocks import boxes, slotted
from core.markdown.blocks.registry import Block, Call, Shape, all_blocks, find, register
from core.markdown.blocks.rule import arrange_blocks, blocks_plugin

__all__ = [
    "Block",
    "Call",
    "Shape",
    "all_blocks",
    "arrange_blocks",
    "blocks_plugin",
    "boxes",
    "find",
    "register",
    "slotted",
]
