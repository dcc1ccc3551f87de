"""Plain CommonMark with the Japanese inline rules and nothing else."""

from __future__ import annotations

import threading

from markdown_it import MarkdownIt

from core.markdown.emphasis import emphasis_plugin
from core.markdown.typography import joined_lines_plugin, typography_plugin

_local = threading.local()


def commonmark(source: str) -> str:
    """HTML of ``source``: CommonMark 0.31.2, ``~~``, and the Japanese rules.

    Not sanitised, without blocks and other extensions: this is what the conformance tests
    read, not what a page shows.
    """
    parser: MarkdownIt | None = getattr(_local, "parser", None)
    if parser is None:
        parser = MarkdownIt("commonmark").enable("strikethrough")
        emphasis_plugin(parser)
        typography_plugin(parser)
        joined_lines_plugin(parser)
        parser.add_render_rule("joined_line", lambda *_: "")
        _local.parser = parser
    return str(parser.render(source))
