"""Three-way merge of two versions of a Markdown text, paragraph by paragraph.

A text is a list of tokens: paragraphs, and the blank lines between them. Joined they are the text.
Each version is compared with the base (`regions`). A change of one version is taken; changes of both
that touch the same tokens are a conflict, unless they are equal. Callers normalise line ends to "\\n".
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

#: Larger texts that both people changed are one conflict, because the comparison would take seconds.
MAX_PARAGRAPHS = 3000
#: A paragraph that occurs more often is no anchor: comparing all pairs would take too long.
MAX_OCCURRENCES = 50
SEPARATOR = "\n\n"
_SEPARATORS = re.compile(r"(\A(?:[ \t]*\n)+|\n(?:[ \t]*\n)+|\n\Z)")


@dataclass(frozen=True)
class Clean:
    """A part of the merged text without a conflict."""

    text: str


@dataclass(frozen=True)
class Conflict:
    """A part that both versions changed differently; "" is a deletion."""

    base: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class Merged:
    """The result of a merge. `text` is None if a chunk is a conflict."""

    text: str | None
    chunks: list[Clean | Conflict]


@dataclass(frozen=True)
class Region:
    """Tokens `start` to `end` of the base that were replaced by `other_start` to `other_end`."""

    start: int
    end: int
    other_start: int
    other_end: int

    @property
    def growth(self) -> int:
        return (self.other_end - self.other_start) - (self.end - self.start)


def merge(base: str, mine: str, theirs: str) -> Merged:
    """Merge the changes from `base` to `mine` and to `theirs`.

    Two different paragraphs that were added at the same place are a conflict. A change of one
    paragraph and a change of its neighbour are not.
    """
    if mine == theirs or theirs == base:
        return _merged([Clean(mine)])
    if mine == base:
        return _merged([Clean(theirs)])
    texts = [tokens(text) for text in (base, mine, theirs)]
    if max(map(len, texts)) > 2 * MAX_PARAGRAPHS:
        return _merged([Conflict(base, mine, theirs)])
    return _merged(list(_chunks(*texts)))


def two_way(mine: str, theirs: str) -> Merged:
    """Compare two versions whose base is unknown: every difference is a conflict."""
    words, others = tokens(mine), tokens(theirs)
    if max(len(words), len(others)) > 2 * MAX_PARAGRAPHS:
        return _merged([Conflict("", mine, theirs)])
    chunks: list[Clean | Conflict] = []
    at = 0
    for region in regions(words, others):
        chunks.append(Clean("".join(words[at : region.start])))
        texts = words[region.start : region.end], others[region.other_start : region.other_end]
        chunks.append(Conflict("", *map("".join, texts)))
        at = region.end
    return _merged([*chunks, Clean("".join(words[at:]))])


def decide(merged: Merged, texts: Sequence[str]) -> str:
    """Return the text of `merged` with `texts` in the places of its conflicts, in their order."""
    left = iter(texts)
    chunks = [Clean(next(left)) if isinstance(c, Conflict) else c for c in merged.chunks]
    return _merged(list(chunks)).text or ""


def tokens(text: str) -> list[str]:
    """Split `text` into paragraphs and the blank lines between them; joined they are the text."""
    return [token for token in _SEPARATORS.split(text) if token]


def is_separator(token: str) -> bool:
    """Whether a token is blank lines, not a paragraph."""
    return not token.strip(" \t\n")


def regions(base: Sequence[str], other: Sequence[str]) -> list[Region]:
    """Return the differences between two lists of tokens, in order; equal tokens are between them."""
    found: list[Region] = []
    at, other_at = 0, 0
    for start, other_start in [*_anchors(base, other), (len(base), len(other))]:
        found += _gap(base, other, Region(at, start, other_at, other_start))
        at, other_at = start + 1, other_start + 1
    return found


def _anchors(base: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Return the positions of equal paragraphs. Blank lines are compared afterwards (`_gap`)."""
    at = [number for number, token in enumerate(base) if not is_separator(token)]
    other_at = [number for number, token in enumerate(other) if not is_separator(token)]
    words, other_words = [base[i] for i in at], [other[i] for i in other_at]
    start = _common(words, other_words)
    end = _common(words[start:][::-1], other_words[start:][::-1])
    pairs = [(number, number) for number in range(start)]
    middle = words[start : len(words) - end], other_words[start : len(other_words) - end]
    pairs += [(i + start, j + start) for i, j in _matches(*middle)]
    pairs += [(len(words) - n, len(other_words) - n) for n in range(end, 0, -1)]
    return [(at[i], other_at[j]) for i, j in pairs]


def _common(words: Sequence[str], other: Sequence[str]) -> int:
    """Return the number of equal items at the start of both."""
    pairs = enumerate(zip(words, other, strict=False))
    return next((n for n, (one, two) in pairs if one != two), min(len(words), len(other)))


def _matches(words: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    counts = Counter(other)
    matcher = SequenceMatcher(
        lambda word: counts[word] > MAX_OCCURRENCES, words, other, autojunk=False
    )
    return [
        (block.a + offset, block.b + offset)
        for block in matcher.get_matching_blocks()
        for offset in range(block.size)
    ]


def _gap(base: Sequence[str], other: Sequence[str], gap: Region) -> Iterator[Region]:
    """Yield the differences between two equal paragraphs.

    As many tokens on both sides are compared one by one: paragraphs were changed, none was added.
    """
    if gap.growth == 0:
        for offset in range(gap.end - gap.start):
            here, there = gap.start + offset, gap.other_start + offset
            if base[here] != other[there]:
                yield Region(here, here + 1, there, there + 1)
        return
    old, new = base[gap.start : gap.end], other[gap.other_start : gap.other_end]
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    yield Region(gap.start + start, gap.end - end, gap.other_start + start, gap.other_end - end)


def _chunks(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]
) -> Iterator[Clean | Conflict]:
    sides = (mine, theirs)
    found = (regions(base, mine), regions(base, theirs))
    offsets, at = [0, 0], 0
    for group in _groups(base, *found):
        start = min(region.start for _side, region in group)
        end = max(region.end for _side, region in group)
        yield Clean("".join(base[at:start]))
        texts = []
        for side in (0, 1):
            first = start + offsets[side]
            offsets[side] += sum(region.growth for owner, region in group if owner == side)
            texts.append("".join(sides[side][first : end + offsets[side]]))
        yield _decided("".join(base[start:end]), *texts)
        at = end
    yield Clean("".join(base[at:]))


def _decided(base: str, mine: str, theirs: str) -> Clean | Conflict:
    if mine == theirs or theirs == base:
        return Clean(mine)
    return Clean(theirs) if mine == base else Conflict(base, mine, theirs)


def _groups(
    base: Sequence[str], mine: list[Region], theirs: list[Region]
) -> Iterator[list[tuple[int, Region]]]:
    """Yield the regions of both sides (0 is mine) in order; those that collide together."""
    ordered = sorted(
        [*((0, region) for region in mine), *((1, region) for region in theirs)],
        key=lambda item: (item[1].start, item[1].end, item[0]),
    )
    paragraphs = [number for number, token in enumerate(base) if not is_separator(token)]
    group: list[tuple[int, Region]] = []
    for side, region in ordered:
        if group and not any(
            owner != side and _collide(paragraphs, other, region) for owner, other in group
        ):
            end = max(other.end for _owner, other in group)
            if region.start >= end:
                yield group
                group = []
        group.append((side, region))
    if group:
        yield group


def _collide(paragraphs: list[int], first: Region, second: Region) -> bool:
    """Whether two regions of different sides overlap, or add paragraphs at the same place.

    `second` does not start before `first`. `paragraphs` are the positions of paragraphs in the base.
    """
    if second.start < first.end:
        return True
    has_paragraph_between = bisect_right(paragraphs, second.start - 1) > bisect_right(
        paragraphs, first.end - 1
    )
    return first.growth > 0 and second.growth > 0 and not has_paragraph_between


def _merged(chunks: list[Clean | Conflict]) -> Merged:
    """Join clean chunks; two paragraphs that would become one are separated."""
    joined: list[Clean | Conflict] = []
    for chunk in chunks:
        last = joined[-1] if joined else None
        if isinstance(chunk, Conflict) or not isinstance(last, Clean):
            joined.append(chunk)
        elif chunk.text:
            joined[-1] = Clean(last.text + _between(last.text, chunk.text) + chunk.text)
    joined = [chunk for chunk in joined if chunk != Clean("")]
    if any(isinstance(chunk, Conflict) for chunk in joined):
        return Merged(None, joined)
    return Merged("".join(chunk.text for chunk in joined if isinstance(chunk, Clean)), joined)


def _between(before: str, after: str) -> str:
    """Return what must separate two chunks, so that their paragraphs stay apart."""
    return "" if not before or before.endswith("\n") or after.startswith("\n") else SEPARATOR
