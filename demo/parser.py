"""Reads the demo content: Markdown files with TOML front matter, and two TOML files."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent / "content"
_FENCE = "+++\n"
Table = dict[str, Any]  # of a TOML file


@dataclass(frozen=True)
class Text:
    """The front matter and the Markdown of one post or page."""

    meta: Table
    body: str


def texts(kind: str) -> list[Text]:
    """Return all texts of `kind` ("posts" or "pages"), in the order of file names."""
    return [parse(path.read_text("utf-8")) for path in sorted((CONTENT / kind).glob("*.md"))]


def parse(source: str) -> Text:
    """Split a file into front matter and Markdown; ValueError if it does not start with front matter."""
    before, head, body = source.split(_FENCE, 2)
    if before:
        raise ValueError("The file does not start with front matter.")
    return Text(tomllib.loads(head), body)


def blog() -> Table:
    """Return settings, accounts, authors, terms, ads, menus and the alt texts of images."""
    return _read_toml("blog.toml")


def threads() -> list[Table]:
    """Return the top-level comments, each with its replies in `answers`."""
    return list(_read_toml("comments.toml")["thread"])


def _read_toml(name: str) -> Table:
    return tomllib.loads((CONTENT / name).read_text("utf-8"))
