"""Synonyms from the settings: groups of words that find each other, such as 生成AI = GenAI."""

import re

from search import normalise
from search.models import Synonyms

#: Synonyms of one word at most: a bound for the cost of a search.
MAX_MEMBERS = 12
_SEPARATOR = re.compile(r"[=＝,，、\t]")


def load() -> dict[str, tuple[str, ...]]:
    """Return the group (exact form) of each word (folded form), the word included; one SQL query."""
    groups: dict[str, tuple[str, ...]] = {}
    for line in Synonyms.load().groups.splitlines():
        members = group(line)
        for member in members:
            key = normalise.folded(member)
            groups[key] = tuple(dict.fromkeys([*groups.get(key, ()), *members]))[:MAX_MEMBERS]
    return groups


def group(line: str) -> tuple[str, ...]:
    """Return the words of a line in the exact form; () for a comment or a single word."""
    if line.lstrip().startswith("#"):
        return ()
    words = (normalise.exact(" ".join(part.split())) for part in _SEPARATOR.split(line))
    members = tuple(dict.fromkeys(word for word in words if normalise.folded(word)))
    return members if len(members) > 1 else ()
