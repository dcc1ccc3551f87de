"""Helpers for tests of threads: entries as pages load them, rendered lists, long conversations."""

from typing import Any

from django.template.loader import render_to_string
from lxml import html as lxml_html

from blog.models import Post
from comments import deletion, threads
from comments.models import Comment, CommentPolicy
from tests.factories import (
    approved_comment,
)


def loaded(post: Post) -> Post:
    """The post as its page loads it."""
    return Post.objects.published().for_page().get(pk=post.pk)


def shape(page: threads.ThreadPage) -> list[tuple[int, int]]:
    """Key and level of every visible comment in order."""
    return [(node.pk, node.level) for node in page.nodes if node.comment]


def rendered(page: threads.ThreadPage, policy: CommentPolicy | None = None) -> Any:
    """The HTML of a page of comments as a tree."""
    facts = {"entry": Post.objects.get(), "page": page, "policy": policy or CommentPolicy()}
    return lxml_html.fromstring(
        render_to_string("comments/_thread.html", {**facts, "is_open": True, "later": ""})
    )


def conversation(post: Post, answers: int) -> list[Comment]:
    """A root with so many replies, saved without the cost of submitting each."""
    root = approved_comment(post)
    below = [copy_of(root, parent=root) for _number in range(answers)]
    deletion.recount(post)
    return [root, *below]


def copy_of(comment: Comment, parent: Comment) -> Comment:
    """A saved copy of `comment` below `parent`."""
    copy = Comment(
        **{
            field: getattr(comment, field)
            for field in (
                "content_type",
                "object_pk",
                "entry_key",
                "site_id",
                "user_name",
                "comment",
            )
        },
        state="approved",
        body_html=comment.body_html,
        submit_date=comment.submit_date,
        parent_id=parent.pk,
    )
    copy.save()
    return copy
