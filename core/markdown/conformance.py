"""Plain CommonMark with only the Japanese inline rules, for the conformance tests."""

from __future__ import annotations

import threading

from markdown_it import MarkdownIt

from core.markdown.emphasis import emphasis_plugin
from core.markdown.typography import joined_lines_plugin, typography_plugin

_local = threading.local()


def commonmark(source: str) -> str:
    """Return the HTML of ``source``: CommonMark 0.31.2, ``~~``, and the Japanese rules.

    It is not sanitised and has no blocks and other extensions. Pages use ``render``.
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
