"""Learning from decisions of moderators, and unlearning.

Comment.learned_as stores what was learnt from a comment, so each lesson can be removed exactly and is never
learnt twice. Every lesson first locks the row that counts the comments, so lessons run one after another and
cannot deadlock on the rows of words.

A lesson updates two models: the token counts beside the seed (bayes.py), and the site's own model with its
threshold (patterns.py). So scoring a comment only reads.
"""

from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import F, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Greatest

from comments.enums import State
from comments.models import Comment, FilterSettings, LearnedPatterns, LearnedToken
from comments.spam import patterns, text_rules
from comments.spam.bayes import ALL, Counts, TokenCounts, tokens_of
from comments.spam.normalized_text import NormalizedText
from comments.spam.patterns import Features, PatternCounts

GOOD, SPAM, NOTHING = "good", "spam", ""
#: Lesson of each decision. A rejected comment may be rude or off topic, so nothing is learnt from it.
LESSONS = {State.APPROVED: GOOD, State.SPAM: SPAM}
#: Number of the latest approved comments from which the threshold is computed.
CALIBRATED = 400
#: Number of the latest lessons of each kind that are learnt again when the features change.
RELEARNT = 400
# Share of changed lessons after which the threshold is computed again.
_STALE = 0.05


def learn(comment: Comment, lesson: str) -> bool:
    """Learn that `comment` is "good" or "spam", replacing its earlier lesson; return whether it changed.

    Safe to call in parallel.
    """
    return _teach(comment, lambda stored: lesson)


def unlearn(comment: Comment) -> bool:
    """Remove the lesson of `comment`; call it before its text changes. Return whether there was one."""
    return _teach(comment, lambda stored: NOTHING)


def learn_from_decision(comment: Comment) -> bool:
    """Learn the lesson of the comment's state; call it after a decision or its undo.

    Call it after commit: lessons wait for one another, decisions should not.
    """
    return _teach(comment, lambda stored: LESSONS.get(State(stored.state), NOTHING))


def learned_counts(tokens: list[str]) -> TokenCounts:
    """Return this site's counts of `tokens`, in one query."""
    rows = LearnedToken.objects.filter(token__in=[ALL, *tokens])
    return TokenCounts({row.token: Counts(row.good, row.spam) for row in rows})


def load_site_model() -> tuple[PatternCounts, float] | None:
    """Return the site's own model and its threshold, in one query; None before there are enough lessons."""
    row = LearnedPatterns.objects.filter(version=patterns.VERSION).exclude(threshold=None).first()
    if row is None or row.threshold is None:
        return None
    return PatternCounts.unpacked(row.good, row.spam, row.counts), row.threshold


def normalized(comment: Comment) -> NormalizedText:
    """Return text and name of `comment`, normalized for the filter."""
    return NormalizedText(comment.comment, comment.user_name)


def _teach(comment: Comment, lesson_of: Callable[[Comment], str]) -> bool:
    """Replace the stored comment's lesson by `lesson_of` it; set `learned_as` on it and on `comment`."""
    with transaction.atomic():
        LearnedToken.objects.get_or_create(token=ALL)
        LearnedToken.objects.select_for_update().get(token=ALL)
        stored = Comment.objects.filter(pk=comment.pk).first()
        if stored is None:
            return False
        before, comment.learned_as = stored.learned_as, lesson_of(stored)
        if before == comment.learned_as:
            return False
        _count([ALL, *tokens_of(normalized(stored))], before, comment.learned_as)
        model, counts = _locked_site_model()
        features = _features(stored)
        Comment.objects.filter(pk=stored.pk).update(learned_as=comment.learned_as)
        if before:
            counts.add(features, is_spam=before == SPAM, times=-1)
        if comment.learned_as:
            counts.add(features, is_spam=comment.learned_as == SPAM)
        _store(model, counts)
    return True


def _locked_site_model() -> tuple[LearnedPatterns, PatternCounts]:
    """Return the site's own model, locked, and its counts; those of an older version are rebuilt."""
    model = LearnedPatterns.locked()
    if model.version == patterns.VERSION:
        return model, PatternCounts.unpacked(model.good, model.spam, model.counts)
    counts = PatternCounts()
    for lesson in (GOOD, SPAM):
        for comment in _learned_comments(lesson, RELEARNT):
            counts.add(_features(comment), is_spam=lesson == SPAM)
    model.version, model.threshold = patterns.VERSION, None
    return model, counts


def _store(model: LearnedPatterns, counts: PatternCounts) -> None:
    """Save the counts, with a new threshold if the last one is outdated."""
    model.changes += 1
    if min(counts.good, counts.spam) < patterns.MIN_LESSONS:
        model.threshold = None
    elif model.threshold is None or model.changes >= _STALE * (counts.good + counts.spam):
        model.threshold, model.changes = _threshold(counts), 0
    model.good, model.spam, model.counts = counts.good, counts.spam, counts.packed()
    model.save(update_fields=["version", "good", "spam", "counts", "threshold", "changes"])


def _threshold(counts: PatternCounts) -> float | None:
    """Return the score that at most 1 % of good comments exceed, including those that the rules hold.

    None if too few approved comments are stored.
    """
    approved = [_features(comment) for comment in _learned_comments(GOOD, CALIBRATED)]
    limit = FilterSettings.load().hold_threshold
    passing = [features for features in approved if features.points < limit]
    if len(passing) < patterns.MIN_LESSONS:
        return None
    held_share = (len(approved) - len(passing)) / len(approved)
    share = max(patterns.TARGET - held_share, patterns.TARGET / 4)
    return patterns.threshold(
        [counts.score(features, left_out=True) for features in passing], share
    )


def _learned_comments(lesson: str, number: int) -> Iterable[Comment]:
    """Return the latest comments that were learnt as `lesson`."""
    rows = Comment.objects.filter(learned_as=lesson).order_by("-pk")
    return rows.only("comment", "user_name")[:number]


def _features(comment: Comment) -> Features:
    comment_text = normalized(comment)
    return patterns.features_of(comment_text, text_rules.text_hits(comment_text, ""))


def _count(tokens: list[str], before: str, after: str) -> None:
    """Move the tokens of one comment from the column `before` to the column `after`."""
    if after:
        missing = [LearnedToken(token=token) for token in sorted(tokens)]
        LearnedToken.objects.bulk_create(missing, ignore_conflicts=True)
    changes: dict[str, Combinable] = {}
    if before:
        changes[before] = Greatest(F(before) - 1, Value(0))
    if after:
        changes[after] = F(after) + 1
    LearnedToken.objects.filter(token__in=tokens).update(**changes)
