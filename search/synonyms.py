"""Words that the owner says mean the same: 生成AI = GenAI."""

import re

from search import normalise
from search.models import Synonyms

#: What one word may stand for at most, so that no list makes a search expensive.
MAX_MEMBERS = 12
_BETWEEN = re.compile(r"[=＝,，、\t]")


def load() -> dict[str, tuple[str, ...]]:
    """Return for each word (folded) the words of its group (exact), its own among them; one query."""
    found: dict[str, tuple[str, ...]] = {}
    for line in Synonyms.load().groups.splitlines():
        members = group(line)
        for member in members:
            key = normalise.folded(member)
            found[key] = tuple(dict.fromkeys([*found.get(key, ()), *members]))[:MAX_MEMBERS]
    return found


def group(line: str) -> tuple[str, ...]:
    """Return the words of a line in the exact form; none of a note, or where there is only one."""
    if line.lstrip().startswith("#"):
        return ()
    words = (normalise.exact(" ".join(part.split())) for part in _BETWEEN.split(line))
    members = tuple(dict.fromkeys(word for word in words if normalise.folded(word)))
    return members if len(members) > 1 else ()
