"""Scoring of a comment: the sum of all rule hits, and the verdict of the thresholds."""

from dataclasses import dataclass
from enum import StrEnum

from comments.models import Comment, FilterSettings
from comments.spam import bayes, patterns, reputation, training_data
from comments.spam.learning import learned_counts, load_site_model, normalized
from comments.spam.normalized_text import NormalizedText, plain
from comments.spam.rule_hits import Code, RuleHit, quoted
from comments.spam.text_rules import text_hits

#: Minimum and maximum of the sum of points, which the column can hold.
LEAST, MOST = -200, 500
# Comments of each kind that a site must have learnt before its own counts may hold a comment.
_EXPERIENCED = 30
_NOVICE = 40  # maximum points until then, unless the seed alone gives more
_ENOUGH = 35  # tokens for full points
_NOTHING = bayes.TokenCounts({})
# Maximum credit of comments approved without a person's decision (reputation.py).
_UNREAD = 10


class Verdict(StrEnum):
    """Decision of the filter."""

    PASS = "pass"  # noqa: S105 - a verdict
    HOLD = "hold"
    SPAM = "spam"


@dataclass(frozen=True)
class Facts:
    """Facts of the request that are not stored with a comment."""

    language: str = "ja"  # of the entry
    seconds: float | None = None  # from opening the form to sending it; None if unknown
    is_signed_in: bool = False


@dataclass(frozen=True)
class Assessment:
    """Points against a comment, their rule hits, and the verdict of the thresholds."""

    points: int
    hits: tuple[RuleHit, ...]
    verdict: Verdict

    @property
    def rows(self) -> list[dict[str, object]]:
        """The hits as they are stored in Comment.signals."""
        return [hit.row for hit in self.hits]


def judge(comment: Comment, facts: Facts) -> Assessment:
    """Return the assessment of `comment`, saved or not; it is not changed.

    Four queries: settings, earlier comments, learnt words, the site's own model. The comment needs text, name,
    writer_key, network_key, user and entry_key. Any text is accepted.
    """
    settings = FilterSettings.load()
    comment_text = normalized(comment)
    earlier = reputation.before(comment)
    hits = [
        *content_hits(comment_text, facts.language, settings),
        *_form_hits(comment_text, facts),
        *reputation.find_hits(comment, earlier),
    ]
    return assess(hits, settings)


def content_hits(
    comment_text: NormalizedText, language: str, settings: FilterSettings
) -> list[RuleHit]:
    """Return the hits of text and name: rules, the site's own model, or else the Bayes filter."""
    tokens = bayes.tokens_of(comment_text)
    rule_hits = text_hits(comment_text, language, own_words(settings))
    model_hits = site_model_hits(patterns.features_of(comment_text, rule_hits), settings)
    model_hits = model_hits or bayes_hits(tokens, learned_counts(tokens), training_data.load())
    return [*rule_hits, *model_hits]


def assess(hits: list[RuleHit], settings: FilterSettings) -> Assessment:
    """Return the assessment with the sum of the hits; those with most points come first."""
    points = min(max(sum(hit.points for hit in hits), LEAST), MOST)
    ordered = tuple(sorted(hits, key=lambda hit: -abs(hit.points)))
    return Assessment(
        points, ordered, verdict_of(points, settings.hold_threshold, settings.spam_threshold)
    )


def verdict_of(points: int, hold_threshold: int, spam_threshold: int) -> Verdict:
    """Return the verdict of the thresholds; the one for spam is checked first."""
    if points >= spam_threshold:
        return Verdict.SPAM
    return Verdict.HOLD if points >= hold_threshold else Verdict.PASS


def bayes_hits(
    tokens: list[str], site: bayes.TokenCounts, seed: bayes.TokenCounts
) -> list[RuleHit]:
    """Return the hit of the Bayes filter, from counts of this site and of the seed.

    A site with few lessons hardly knows its good comments, so its counts alone hold no comment.
    """
    chance = bayes.probability(tokens, site, seed)
    if chance <= 0.3:
        return [RuleHit(Code.LEARNT_GOOD, round((chance - 0.4) * 25))]
    if chance < 0.6:
        return []
    # A few words prove little: "Thanks, very helpful!"
    points = _weighed(chance) * min(len(tokens) / _ENOUGH, 1.0)
    if min(site.comments.spam, site.comments.good) < _EXPERIENCED:
        points = min(points, max(_NOVICE, _weighed(bayes.probability(tokens, _NOTHING, seed))))
    return [RuleHit(Code.LEARNT_SPAM, round(points), {"percent": round(chance * 100)})]


def site_model_hits(features: patterns.Features, settings: FilterSettings) -> list[RuleHit]:
    """Return a hit of the site's own model with enough points to hold a comment, or none.

    The credit of comments approved without a decision does not outweigh it. An account does, and so do
    several comments that a moderator approved.
    """
    model = load_site_model()
    if model is None:
        return []
    counts, threshold = model
    if counts.score(features) <= threshold:
        return []
    words = counts.quoted(features)
    points = settings.hold_threshold + _UNREAD
    return [RuleHit(Code.RESEMBLES_SPAM, points, quoted(words) if words else {})]


def _weighed(chance: float) -> float:
    return 140 * (chance - 0.5)


def own_words(settings: FilterSettings) -> list[str]:
    """Return the owner's words in the form of NormalizedText.plain."""
    return list(
        dict.fromkeys(
            filter(None, (plain(line).strip() for line in settings.bad_words.splitlines()))
        )
    )


def _form_hits(comment_text: NormalizedText, facts: Facts) -> list[RuleHit]:
    hits = []
    if facts.is_signed_in:
        hits.append(RuleHit(Code.MEMBER, -25))
    if facts.seconds is not None and (points := _haste(len(comment_text.text), facts.seconds)):
        hits.append(RuleHit(Code.FAST, points, {"number": max(round(facts.seconds), 0)}))
    return hits


def _haste(length: int, seconds: float) -> int:
    """Return points for a form that was sent too fast; few, because a text may have been pasted."""
    if seconds < 3:
        return 30
    return 15 if seconds < 10 and length > 40 * seconds else 0
