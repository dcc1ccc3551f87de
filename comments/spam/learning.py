"""Learning from what moderators decide, and taking a lesson back.

Comment.learnt_as says what was learnt from a comment, so every lesson can be taken back exactly and
none is learnt twice. All lessons take the row that counts the comments first: they wait for one
another and never for each other's words.
"""

from collections.abc import Callable

from django.db import transaction
from django.db.models import F, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Greatest

from comments.enums import State
from comments.models import Comment, LearntWord
from comments.spam.bayes import ALL, Counts, Memory, tokens_of
from comments.spam.reading import Reading

GOOD, SPAM, NOTHING = "good", "spam", ""
#: What a decision teaches. A rejected comment may be rude or beside the point: it is no lesson.
LESSONS = {State.APPROVED: GOOD, State.SPAM: SPAM}


def learn(comment: Comment, lesson: str) -> bool:
    """Learn that `comment` is "good" or "spam", in place of what was learnt from it before.

    Return whether that changed anything. Any number of people may do so at once.
    """
    return _teach(comment, lambda stored: lesson)


def unlearn(comment: Comment) -> bool:
    """Take back what was learnt from `comment`; call it before its text changes."""
    return _teach(comment, lambda stored: NOTHING)


def learn_from_decision(comment: Comment) -> bool:
    """Learn what the state of `comment` teaches; call it after a person decided, or took that back.

    Call it once the decision is committed: lessons wait for one another, decisions need not.
    """
    return _teach(comment, lambda stored: LESSONS.get(State(stored.state), NOTHING))


def remembered(tokens: list[str]) -> Memory:
    """Return what this site has learnt about `tokens`, in one query."""
    rows = LearntWord.objects.filter(token__in=[ALL, *tokens])
    return Memory({row.token: Counts(row.good, row.spam) for row in rows})


def reading_of(comment: Comment) -> Reading:
    """Return `comment` as the filter reads it."""
    return Reading(comment.comment, comment.user_name)


def _teach(comment: Comment, lesson_of: Callable[[Comment], str]) -> bool:
    """Bring what is learnt from the stored comment to `lesson_of` it, and say so on it and on `comment`."""
    with transaction.atomic():
        LearntWord.objects.get_or_create(token=ALL)
        LearntWord.objects.select_for_update().get(token=ALL)
        stored = Comment.objects.filter(pk=comment.pk).first()
        if stored is None:
            return False
        before, comment.learnt_as = stored.learnt_as, lesson_of(stored)
        if before == comment.learnt_as:
            return False
        _count([ALL, *tokens_of(reading_of(stored))], before, comment.learnt_as)
        Comment.objects.filter(pk=stored.pk).update(learnt_as=comment.learnt_as)
    return True


def _count(tokens: list[str], before: str, after: str) -> None:
    """Move the tokens of one comment from the column `before` to the column `after`."""
    if after:
        missing = [LearntWord(token=token) for token in sorted(tokens)]
        LearntWord.objects.bulk_create(missing, ignore_conflicts=True)
    changes: dict[str, Combinable] = {}
    if before:
        changes[before] = Greatest(F(before) - 1, Value(0))
    if after:
        changes[after] = F(after) + 1
    LearntWord.objects.filter(token__in=tokens).update(**changes)
