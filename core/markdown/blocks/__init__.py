"""Blocks: ``:::name`` in Markdown. Importing this package registers every block.

A new block needs a ``Block`` in one of the modules here (or in another app, registered in
``AppConfig.ready``), its CSS classes in ``core.markdown``'s docstring, and a paragraph in
``docs/authoring.md``, which a test requires.
"""

from core.markdown.blocks import boxes, sequences, slotted
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
    "sequences",
    "slotted",
]
