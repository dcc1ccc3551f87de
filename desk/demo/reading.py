"""Reads the demo's content: TOML between `+++` lines and Markdown below, and two plain TOML files."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent / "content"
_FENCE = "+++\n"


@dataclass(frozen=True)
class Text:
    """One post or page as it stands in its file."""

    meta: dict[str, Any]
    body: str


def texts(kind: str) -> list[Text]:
    """Every text of `kind` ("posts" or "pages"), in the order of file names."""
    return [parse(path.read_text("utf-8")) for path in sorted((CONTENT / kind).glob("*.md"))]


def parse(source: str) -> Text:
    """Split a file into front matter and text; raises ValueError where there is no front matter."""
    before, head, body = source.split(_FENCE, 2)
    if before:
        raise ValueError("A text begins with its front matter.")
    return Text(tomllib.loads(head), body)


def blog() -> dict[str, Any]:
    """Everything around the texts: the site, its people, terms, ads and pictures."""
    return _toml("blog.toml")


def threads() -> list[dict[str, Any]]:
    """The comments, each with its `answers` below it."""
    return list(_toml("comments.toml")["thread"])


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((CONTENT / name).read_text("utf-8"))
