"""Snippets of search results: the best paragraph of a text, cut between phrases, with hits marked.

Terms are matched in the folded text and marked in the source text, which may differ in length. Only the
paragraph that is shown is mapped character by character.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from core.japanese import break_positions, excerpt, is_long, mark_seams, phrases
from search import normalise
from search.search_request import Term

#: Characters before the first hit, and in all.
BEFORE, LENGTH = 36, 130
#: Characters of a paragraph that are processed, a bound for generated text.
LONGEST_LINE = 20_000
#: A character with the combining marks that normalisation may merge into it.
_CLUSTER = re.compile(r"[\s\S][\u0300-\u036f\u3099\u309a\uff9e\uff9f\u1160-\u11ff\ufe00-\ufe0f]*")
_ENDS = " 　、。，．,.・"


def snippet(text: str, terms: Sequence[Term]) -> SafeString:
    """Return the best passage of `text` as HTML with hits marked; empty if no line has a hit."""
    lines = text[:400_000].splitlines()
    scores = [_score(line, terms) for line in lines]
    best = max(range(len(lines)), key=lambda number: (scores[number], -number), default=0)
    if not lines or not scores[best]:
        return SafeString()
    line = lines[best][:LONGEST_LINE]
    start, end = _window(line, _spans(line, terms))
    cut, shown = start > 0 or best > 0, line[start:end]
    for more in lines[best + 1 :]:
        if len(shown) >= LENGTH // 2:
            break
        shown += f"\u3000{excerpt(more, LENGTH - len(shown))}" if more.strip() else ""
    tail = "" if shown.endswith(("…", "。", "！", "？")) and end >= len(line) else "…"
    head = "…" if cut and start > 0 else ""
    return mark_safe(head + marked(shown.strip(), terms) + tail)  # noqa: S308 (both are escaped)


def marked(text: str, terms: Sequence[Term]) -> str:
    """Return `text` as escaped HTML with every hit in a `<mark>`."""
    return _marked(text, 0, _spans(text, terms))


def marked_title(title: str, terms: Sequence[Term]) -> SafeString:
    """Return a title as HTML with line breaks allowed between phrases and every hit in a `<mark>`."""
    spans, position, out = _spans(title, terms), 0, []
    for phrase in phrases(title):
        html = _marked(phrase, position, spans)
        out.append(f'<span class="phrase">{html}</span>' if is_long(phrase) else html)
        position += len(phrase)
    return mark_safe(mark_seams("<wbr>".join(out)))  # noqa: S308 (escaped part by part)


def _score(line: str, terms: Sequence[Term]) -> int:
    """Return the number of terms that a line has."""
    folded = normalise.folded(normalise.exact(line))
    return sum(any(spelling in folded for spelling in _visible(term)) for term in terms)


def _visible(term: Term) -> list[str]:
    """Return the spellings without `normalise.END`, which no text has."""
    return [spelling.removesuffix(normalise.END) for spelling in term.spellings]


def _spans(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Return start and end of all hits in `text`, from left to right, overlapping ones merged."""
    folded, starts = _folded_with_offsets(text)
    spans: list[tuple[int, int]] = []
    spellings = {spelling for term in terms for spelling in _visible(term)}
    for spelling in sorted(spellings, key=len, reverse=True):
        place = folded.find(spelling)
        while place >= 0 and spelling:
            spans.append((starts[place], starts[place + len(spelling)]))
            place = folded.find(spelling, place + len(spelling))
    return _merged(spans)


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        elif end > start:
            out.append((start, end))
    return out


def _folded_with_offsets(text: str) -> tuple[str, list[int]]:
    """Return the folded text, and for each of its characters (and its end) the offset in `text`."""
    parts, starts = [], []
    for match in _CLUSTER.finditer(text):
        part = _folded(match[0])
        parts.append(part)
        starts += [match.start()] * len(part)
    return "".join(parts), [*starts, len(text)]


@lru_cache(maxsize=8192)
def _folded(cluster: str) -> str:
    return normalise.folded(normalise.exact(cluster))


def _window(line: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return start and end of the cut around the first hit, at phrase boundaries that are near."""
    hit = spans[0][0] if spans else 0
    if len(line) <= LENGTH:
        return 0, len(line)
    first, last = max(0, hit - BEFORE * 2), min(len(line), hit + LENGTH + 20)
    breaks = [first + offset for offset in break_positions(line[first:last])]
    start = next((at for at in breaks if hit - BEFORE <= at <= hit), max(0, hit - BEFORE // 2))
    start = 0 if hit < BEFORE else start
    least = spans[0][1] if spans else 0
    end = max((at for at in breaks if least <= at <= start + LENGTH), default=start + LENGTH)
    if len(line) - start <= LENGTH:
        end = len(line)
    return start, min(end, len(line))


def _marked(text: str, offset: int, spans: Sequence[tuple[int, int]]) -> str:
    """Return `text` escaped and marked; it begins at `offset` of the string that `spans` index."""
    out: list[str] = []
    position = 0
    for start, end in spans:
        inside = max(start - offset, 0), min(end - offset, len(text))
        if inside[0] < inside[1]:
            out.append(escape(text[position : inside[0]]))
            out.append(f"<mark>{escape(text[inside[0] : inside[1]])}</mark>")
            position = inside[1]
    return "".join([*out, escape(text[position:])])
