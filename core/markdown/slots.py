"""Slots: what a page borrows from other rows is a placeholder in the stored HTML.

A slot is the comment ``<!--slot:KIND {json}-->``; one that encloses HTML ends with
``<!--/slot-->``. Comments that an author writes never pass the sanitiser, so a comment of this
shape was written by the renderer. ``fill`` replaces them when a page is made.

==========  =====================================  =====================================
kind        arguments                              stands for
==========  =====================================  =====================================
image       key or src, alt, title, figure         an image of ours
balloon     speaker, side                          a speech balloon around its inner HTML
card        url                                    a link card of an own post (a path)
ad          name                                   an ad slot
toc         –                                      where the author wrote ``[TOC]``
more        –                                      where the teaser ends
h2          n                                      right before the n-th h2 of the text
==========  =====================================  =====================================
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.safestring import SafeString, mark_safe

#: Kinds that enclose HTML up to their closing comment; all others stand for themselves.
ENCLOSING_KINDS: Final = frozenset({"balloon"})
_COMMENT = re.compile(r"<!--slot:([a-z0-9_]+) (\{.*?\})-->|<!--/slot-->")
_TOKEN = re.compile("\ue000[0-9a-f]{16}:[0-9]+\ue001")


@dataclass(frozen=True)
class Slot:
    """One placeholder: its kind, its arguments and the HTML it encloses (already filled)."""

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


def opening(kind: str, args: Mapping[str, Any]) -> str:
    """The comment that begins a slot; nothing in ``args`` can end the comment early."""
    data = json.dumps(args, ensure_ascii=False, separators=(",", ":"))
    for char in "-<>":
        data = data.replace(char, f"\\u{ord(char):04x}")
    return f"<!--slot:{kind} {data}-->"


CLOSING: Final = "<!--/slot-->"


def slots_in(html: str) -> list[Slot]:
    """Every slot of ``html`` in reading order; ``inner`` is raw (its own slots are not filled)."""
    nodes: list[_Node] = []
    _parse(html, nodes)
    return [Slot(node.kind, node.args, _raw(node)) for node in nodes]


def fill(html: str, fillers: Mapping[str, Filler]) -> SafeString:
    """Replace every slot of ``html`` by what the filler of its kind returns.

    A filler is called once for all slots of its kind in the page, so that each kind costs one
    query, and answers with one HTML string per slot. A kind without a filler leaves its inner
    HTML. Raises ``ValueError`` when a filler returns another number of strings than it got.
    """
    nodes: list[_Node] = []
    root = _parse(html, nodes)
    heights: dict[str, int] = {}
    for node in nodes:
        heights[node.kind] = max(heights.get(node.kind, 0), node.height)
    for kind in sorted(heights, key=lambda kind: heights[kind]):
        same = [node for node in nodes if node.kind == kind]
        asked = [Slot(kind, node.args, _inner(node)) for node in same]
        answers = fillers[kind](asked) if kind in fillers else [slot.inner for slot in asked]
        for node, answer in zip(same, answers, strict=True):
            node.result = str(answer)
    return mark_safe(_resolve(_inner(root), nodes))  # noqa: S308


def _parse(html: str, nodes: list[_Node]) -> _Node:
    """Build the tree of slots below one root; ``nodes`` receives them in reading order."""
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
    """Set how many slots are nested below each node (children come after their parents)."""
    for node in reversed(nodes):
        below = [part.height for part in node.parts if isinstance(part, _Node)]
        node.height = 1 + max(below) if below else 0


def _inner(node: _Node) -> str:
    """The HTML in a node: filled slots as their HTML, those still to come as a token."""
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
