"""Comments for tests of the spam filter: unsaved ones, and stored ones with points."""

from blog.models import Post
from comments import spam
from comments.models import Comment
from comments.spam import Facts
from comments.spam.normalized_text import NormalizedText
from comments.spam.text_rules import text_hits
from comments.targets import key_of


def draft(post: Post, text: str = "感想です。", **fields: object) -> Comment:
    """Return an unsaved comment."""
    facts = {"user_name": "読者", "writer_key": "w", "network_key": "n", **fields}
    return Comment(comment=text, entry_key=key_of(post), **facts)


def points_by_code(comment: Comment, **facts: object) -> dict[str, int]:
    """Return the points of each rule hit by its code."""
    return {hit.code.value: hit.points for hit in spam.judge(comment, Facts(**facts)).hits}


def scored(comment: Comment, points: int | None, learned_as: str = "") -> Comment:
    """Store points and lesson on the comment; return it."""
    Comment.objects.filter(pk=comment.pk).update(spam_score=points, learned_as=learned_as)
    return comment


def codes(
    text: str, name: str = "読者", language: str = "ja", words: tuple[str, ...] = ()
) -> set[str]:
    """Return the codes of all text rules that a comment hits."""
    return {hit.code.value for hit in text_hits(NormalizedText(text, name), language, list(words))}
