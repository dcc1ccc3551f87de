"""Readable difference of two texts: by paragraph, inside changed paragraphs by phrase.

Japanese has no spaces, so the phrases come from core.japanese; other scripts are compared by word.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from core.diff3 import is_separator, regions, tokens
from core.japanese import phrases

#: Paragraphs that are more different are shown as one removed and one added paragraph.
MIN_RATIO = 0.4
#: More changed paragraphs at one place are not compared with each other.
MAX_PAIRS = 60
#: A longer paragraph is compared by sentence.
MAX_PHRASES_LENGTH = 4000
#: Unchanged paragraphs shown before and after a change.
CONTEXT = 1
#: Fewer unchanged paragraphs are not folded.
MIN_FOLDED = 3
_WORD = re.compile(r"[A-Za-z0-9_À-ɏ'’-]+|\s+|[、。，．]+|[^A-Za-z0-9_À-ɏ'’\s、。，．-]+")
_SENTENCE = re.compile(r"[^。！？.!?\n]*[。！？.!?\n]+|[^。！？.!?\n]+")

SAME, REMOVED, ADDED, CHANGED = "same", "removed", "added", "changed"


@dataclass(frozen=True)
class Part:
    """A piece of a paragraph; `kind` is SAME, REMOVED or ADDED."""

    kind: str
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `kind` is that of its only part, or CHANGED if it has parts of several kinds."""

    kind: str
    parts: list[Part]


@dataclass(frozen=True)
class Run:
    """Consecutive paragraphs. A folded run is unchanged and away from every change."""

    is_folded: bool
    paragraphs: list[Paragraph]


def diff(old: str, new: str) -> list[Run]:
    """Return the difference from `old` to `new` in runs; empty if no paragraph differs."""
    paragraphs = list(_paragraphs(_words(old), _words(new)))
    changed = [number for number, one in enumerate(paragraphs) if one.kind != SAME]
    near = {at + offset for at in changed for offset in range(-CONTEXT, CONTEXT + 1)}
    if not changed:
        return []
    numbered = groupby(enumerate(paragraphs), key=lambda item: item[0] not in near)
    runs = [(is_far, [one for _at, one in group]) for is_far, group in numbered]
    return [Run(is_far and len(group) >= MIN_FOLDED, group) for is_far, group in runs]


def line_diff(old: str, new: str) -> Paragraph:
    """Return the difference of two texts without paragraphs, such as titles."""
    if old == new:
        return Paragraph(SAME, [Part(SAME, new)] if new else [])
    return _changed(old, new)


def _words(text: str) -> list[str]:
    return [token for token in tokens(text) if not is_separator(token)]


def _paragraphs(old: Sequence[str], new: Sequence[str]) -> Iterator[Paragraph]:
    at = 0
    for region in regions(old, new):
        yield from (_whole(SAME, text) for text in old[at : region.start])
        yield from _replaced(
            old[region.start : region.end], new[region.other_start : region.other_end]
        )
        at = region.end
    yield from (_whole(SAME, text) for text in old[at:])


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Paragraph]:
    """Yield the paragraphs of a replaced part. Each new one is compared with the next similar old one."""
    at = 0
    is_comparable = max(len(old), len(new)) <= MAX_PAIRS
    for text in new:
        similar = next(
            (n for n in range(at, len(old)) if is_comparable and _is_similar(old[n], text)), None
        )
        if similar is None:
            yield _whole(ADDED, text)
            continue
        yield from (_whole(REMOVED, gone) for gone in old[at:similar])
        yield _changed(old[similar], text)
        at = similar + 1
    yield from (_whole(REMOVED, gone) for gone in old[at:])


def _is_similar(old: str, new: str) -> bool:
    matcher = SequenceMatcher(None, _pieces(old), _pieces(new), autojunk=False)
    return matcher.quick_ratio() >= MIN_RATIO


def _whole(kind: str, text: str) -> Paragraph:
    return Paragraph(kind, [Part(kind, text)])


def _changed(old: str, new: str) -> Paragraph:
    before, after = _pieces(old), _pieces(new)
    parts: list[Part] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        gone, added = "".join(before[old_start:old_end]), "".join(after[new_start:new_end])
        if tag == "equal":
            parts.append(Part(SAME, added))
            continue
        parts += [Part(kind, text) for kind, text in ((REMOVED, gone), (ADDED, added)) if text]
    kinds = {part.kind for part in parts}
    return Paragraph(kinds.pop() if len(kinds) == 1 else CHANGED, parts)


def _pieces(text: str) -> list[str]:
    """Split a paragraph into phrases, words and spaces; joined they are the paragraph."""
    if len(text) > MAX_PHRASES_LENGTH:
        return _SENTENCE.findall(text)
    return [piece for phrase in phrases(text) for piece in _WORD.findall(phrase)]
