"""Slots: placeholders in the stored HTML for content of other rows.

A slot is the comment ``<!--slot:KIND {json}-->``; one that encloses HTML ends with
``<!--/slot-->``. The sanitiser removes an author's comments, so a comment of this form is from
the renderer. ``fill`` replaces slots when a page is rendered.

=============  ===============================  ========================================
kind           arguments                        content
=============  ===============================  ========================================
image          key or src, alt, title, figure   an image of this site
balloon        speaker, side                    a speech balloon around its inner HTML
card           url                              a link card of an own post (a path)
external_card  url, and title if in a block     a card of a page of another site
ad             name                             an ad slot
toc            –                                the table of contents (``[TOC]``)
more           –                                the end of the teaser
h2             n                                right before the n-th h2 of the text
=============  ===============================  ========================================
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.safestring import SafeString, mark_safe

#: Kinds that enclose HTML up to their closing comment; all others have no content.
ENCLOSING_KINDS: Final = frozenset({"balloon"})
_COMMENT = re.compile(r"<!--slot:([a-z0-9_]+) (\{.*?\})-->|<!--/slot-->")
_TOKEN = re.compile("\ue000[0-9a-f]{16}:[0-9]+\ue001")


@dataclass(frozen=True)
class Slot:
    """A placeholder: its kind, its arguments and the enclosed HTML (already filled)."""

    kind: str
    args: dict[str, Any]
    inner: str = ""


Filler = Callable[[list[Slot]], list[str]]


@dataclass
class _Node:
    kind: str
    args: dict[str, Any]
    parts: list[str | _Node] = field(default_factory=list)
    height: int = 0
    token: str = ""
    result: str | None = None


def opening(kind: str, args: Mapping[str, object]) -> str:
    """Return the comment that opens a slot; ``args`` are escaped so that they cannot end it."""
    data = json.dumps(args, ensure_ascii=False, separators=(",", ":"))
    for char in "-<>":
        data = data.replace(char, f"\\u{ord(char):04x}")
    return f"<!--slot:{kind} {data}-->"


CLOSING: Final = "<!--/slot-->"


def slots_in(html: str) -> list[Slot]:
    """Return every slot of ``html`` in document order; slots in ``inner`` are not filled."""
    nodes: list[_Node] = []
    _parse(html, nodes)
    return [Slot(node.kind, node.args, _raw(node)) for node in nodes]


def fill(html: str, fillers: Mapping[str, Filler]) -> SafeString:
    """Replace every slot of ``html`` by the HTML that the filler of its kind returns.

    A filler is called once with all slots of its kind, so that it can use one query, and returns
    one HTML string per slot. A slot without a filler is replaced by its inner HTML. Raises
    ``ValueError`` if a filler returns another number of strings than it got slots.
    """
    nodes: list[_Node] = []
    root = _parse(html, nodes)
    heights: dict[str, int] = {}
    for node in nodes:
        heights[node.kind] = max(heights.get(node.kind, 0), node.height)
    for kind in sorted(heights, key=lambda kind: heights[kind]):
        same = [node for node in nodes if node.kind == kind]
        slots = [Slot(kind, node.args, _inner(node)) for node in same]
        results = fillers[kind](slots) if kind in fillers else [slot.inner for slot in slots]
        for node, result in zip(same, results, strict=True):
            node.result = str(result)
    return mark_safe(_resolve(_inner(root), nodes))  # noqa: S308


def _parse(html: str, nodes: list[_Node]) -> _Node:
    """Build the tree of slots below one root; append them to ``nodes`` in document order."""
    nonce = secrets.token_hex(8)
    root = _Node("", {})
    stack = [root]
    position = 0
    for match in _COMMENT.finditer(html):
        stack[-1].parts.append(html[position : match.start()])
        position = match.end()
        if match[1] is None:
            if len(stack) > 1:
                stack.pop()
            continue
        node = _Node(match[1], json.loads(match[2]), token=f"\ue000{nonce}:{len(nodes)}\ue001")
        nodes.append(node)
        stack[-1].parts.append(node)
        if node.kind in ENCLOSING_KINDS:
            stack.append(node)
    stack[-1].parts.append(html[position:])
    _measure(nodes)
    return root


def _measure(nodes: list[_Node]) -> None:
    """Set the height of each node in the tree (children come after their parents)."""
    for node in reversed(nodes):
        below = [part.height for part in node.parts if isinstance(part, _Node)]
        node.height = 1 + max(below) if below else 0


def _inner(node: _Node) -> str:
    """Return the HTML in a node: filled slots as HTML, the others as tokens."""
    return "".join(
        part if isinstance(part, str) else part.token if part.result is None else part.result
        for part in node.parts
    )


def _resolve(html: str, nodes: list[_Node]) -> str:
    """Replace the tokens of slots that enclose their own kind, outermost first."""
    results = {node.token: node.result or "" for node in nodes}
    while _TOKEN.search(html):
        html = _TOKEN.sub(lambda match: results.get(match[0], ""), html)
    return html


def _raw(node: _Node) -> str:
    out = []
    for part in node.parts:
        if isinstance(part, str):
            out.append(part)
        else:
            end = CLOSING if part.kind in ENCLOSING_KINDS else ""
            out.append(opening(part.kind, part.args) + _raw(part) + end)
    return "".join(out)
