"""The judgement about a comment: everything that was found, added up."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from comments.models import Comment, FilterSettings
from comments.spam import bayes, history, letters, links, seed, wording
from comments.spam.findings import Code, Finding
from comments.spam.learning import reading_of, remembered
from comments.spam.reading import Reading, plain

#: Points stay within what the column holds and a person can compare.
LEAST, MOST = -200, 500
# A site that has decided about so many spam comments may trust its own memory alone.
_EXPERIENCED = 30
_NOVICE = 40  # points
_ENOUGH = 35  # words
_NOTHING = bayes.Memory({})


class Verdict(StrEnum):
    """What the filter would do."""

    PASS = "pass"  # noqa: S105 - a verdict
    HOLD = "hold"
    SPAM = "spam"


@dataclass(frozen=True)
class Facts:
    """What a request knows and a comment does not keep."""

    language: str = "ja"  # of the entry
    seconds: float | None = None  # from opening the form to sending it; None where nobody knows
    is_signed_in: bool = False


@dataclass(frozen=True)
class Judgement:
    """Points against a comment, what they are for, and what the thresholds make of them."""

    points: int
    findings: tuple[Finding, ...]
    verdict: Verdict

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The findings as Comment.signals keeps them."""
        return [finding.row for finding in self.findings]


def judge(comment: Comment, facts: Facts) -> Judgement:
    """Return the judgement about `comment`, saved or not; it is not changed.

    Three queries: settings, earlier comments, learnt words. Set its text, name, writer_key, network_key,
    user and entry_key first. Raises on no text, whatever is in it.
    """
    settings = FilterSettings.load()
    reading = reading_of(comment)
    earlier = history.before(comment)
    tokens = bayes.tokens_of(reading)
    site = remembered(tokens)
    found = [
        *of_text(reading, facts.language, own_words(settings)),
        *_of_form(reading, facts),
        *history.findings(comment, earlier),
        *of_memory(tokens, site, seed.load()),
    ]
    return added_up(found, settings)


def added_up(found: list[Finding], settings: FilterSettings) -> Judgement:
    """Return the sum of `found` under the thresholds of `settings`; the heaviest finding first."""
    points = min(max(sum(finding.points for finding in found), LEAST), MOST)
    ordered = tuple(sorted(found, key=lambda finding: -abs(finding.points)))
    return Judgement(points, ordered, verdict_of(points, settings.hold_at, settings.spam_at))


def verdict_of(points: int, hold_at: int, spam_at: int) -> Verdict:
    """Return what the thresholds make of `points`. Whatever is spam is not merely held."""
    if points >= spam_at:
        return Verdict.SPAM
    return Verdict.HOLD if points >= hold_at else Verdict.PASS


def of_text(reading: Reading, language: str, words: list[str]) -> list[Finding]:
    """Return what text and name tell by themselves, without any query."""
    return [
        *links.findings(reading.plain, reading.offers),
        *links.in_name(reading.name_links),
        *letters.findings(reading, language),
        *wording.findings(reading, words),
    ]


def of_memory(tokens: list[str], site: bayes.Memory, known: bayes.Memory) -> list[Finding]:
    """Return what was learnt about the words, by this site and by the seed (`known`).

    A site that has decided little hardly knows what is good there: what it remembers holds nothing by itself.
    """
    chance = bayes.probability(tokens, site, known)
    if chance <= 0.3:
        return [Finding(Code.LEARNT_GOOD, round((chance - 0.4) * 25))]
    if chance < 0.6:
        return []
    # Few words prove little, whatever they are: "Thanks, very helpful!"
    points = _weighed(chance) * min(len(tokens) / _ENOUGH, 1.0)
    if min(site.comments.spam, site.comments.good) < _EXPERIENCED:
        points = min(points, max(_NOVICE, _weighed(bayes.probability(tokens, _NOTHING, known))))
    return [Finding(Code.LEARNT_SPAM, round(points), {"percent": round(chance * 100)})]


def _weighed(chance: float) -> float:
    return 140 * (chance - 0.5)


def own_words(settings: FilterSettings) -> list[str]:
    """Return the owner's words in the form in which texts are compared."""
    return list(
        dict.fromkeys(
            filter(None, (plain(line).strip() for line in settings.bad_words.splitlines()))
        )
    )


def _of_form(reading: Reading, facts: Facts) -> list[Finding]:
    found = []
    if facts.is_signed_in:
        found.append(Finding(Code.MEMBER, -25))
    if facts.seconds is not None and (points := _haste(len(reading.text), facts.seconds)):
        found.append(Finding(Code.FAST, points, {"number": max(round(facts.seconds), 0)}))
    return found


def _haste(length: int, seconds: float) -> int:
    """Points for a form filled faster than hands can. A text may have been pasted, so they are few."""
    if seconds < 3:
        return 30
    return 15 if seconds < 10 and length > 40 * seconds else 0
