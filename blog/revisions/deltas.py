"""Compression of a revision's content: whole, or as the difference to a snapshot.

A difference is JSON: for each changed field a list of strings (new text) and pairs [start, end] (text of
the snapshot). Texts are compared by sentence, so that a changed sentence costs only its own length.
"""

import json
import re
import zlib
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from itertools import accumulate

#: Sentences of a field that are compared. More of them are stored as they are.
MAX_SENTENCES = 3000
_SENTENCE = re.compile(r"[^。！？\n]*[。！？\n]+|[^。！？\n]+")

Content = dict[str, str]
#: New text, or the start and end of a text of the snapshot.
Piece = str | list[int]
#: A value of a BinaryField: PostgreSQL returns a memoryview.
Stored = bytes | memoryview


def compress(content: Mapping[str, str]) -> bytes:
    """Return `content` compressed."""
    return _packed(dict(content))


def decompress(data: Stored) -> Content:
    """Return what `compress` compressed."""
    content: Content = json.loads(zlib.decompress(data))
    return content


def delta(snapshot: Mapping[str, str], content: Mapping[str, str]) -> bytes:
    """Return the compressed difference from `snapshot` to `content`."""
    changed = {
        name: _pieces(snapshot.get(name, ""), text)
        for name, text in content.items()
        if text != snapshot.get(name)
    }
    return _packed(changed)


def apply(snapshot: Mapping[str, str], data: Stored) -> Content:
    """Return the content of which `data` is the `delta` to `snapshot`."""
    changed: dict[str, list[Piece]] = json.loads(zlib.decompress(data))
    texts = {name: _joined(snapshot.get(name, ""), pieces) for name, pieces in changed.items()}
    return {**snapshot, **texts}


def _packed(value: object) -> bytes:
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def _joined(old: str, pieces: list[Piece]) -> str:
    return "".join(p if isinstance(p, str) else old[p[0] : p[1]] for p in pieces)


def _pieces(old: str, new: str) -> list[Piece]:
    """Return the pieces of `new`. What both texts begin and end with is not compared."""
    start = _common_length(old, new)
    end = _common_length(old[start:][::-1], new[start:][::-1])
    old_end, new_end = len(old) - end, len(new) - end
    middle = _middle(old[start:old_end], new[start:new_end], start)
    pieces: list[Piece] = [[0, start], *middle, [old_end, len(old)]]
    return [piece for piece in pieces if isinstance(piece, str) or piece[0] < piece[1]]


def _middle(old: str, new: str, offset: int) -> Iterator[Piece]:
    """Yield the pieces of `new`, compared by sentence; `offset` is the position of `old`."""
    before, after = _SENTENCE.findall(old), _SENTENCE.findall(new)
    if max(len(before), len(after)) > MAX_SENTENCES:
        yield new
        return
    at = list(accumulate(map(len, before), initial=offset))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            yield [at[old_start], at[old_end]]
        elif new_start < new_end:
            yield "".join(after[new_start:new_end])


def _common_length(one: str, two: str) -> int:
    """Return the number of equal characters at the start of both."""
    low, high = 0, min(len(one), len(two))
    while low < high:  # comparing slices is faster than comparing characters
        middle = (low + high + 1) // 2
        if one[low:middle] == two[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
