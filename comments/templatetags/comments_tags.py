"""What the page of an entry asks of the comments."""

from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from blog.models import Entry
from comments import threads
from comments.entries import key_of, label_of
from comments.faces import face_of
from comments.markup import Offer, render_nodes
from comments.models import Comment, CommentPolicy
from comments.policy import comments_open
from comments.threads import Node, ThreadPage

register = template.Library()


@dataclass(frozen=True)
class Section:
    """The comments under an entry, the same for every reader."""

    policy: CommentPolicy
    page: ThreadPage
    is_open: bool
    form_url: str
    feed_url: str
    state_url: str
    later: str  # address of the next page of comments, "" where this is all


@register.simple_tag
def comment_section(entry: Entry) -> Section:
    """Return what stands under a public `entry`, in 2 queries for any number of comments."""
    policy = CommentPolicy.load()
    page = threads.of_entry(entry, policy)
    place = [label_of(entry), entry.pk]
    return Section(
        policy=policy,
        page=page,
        is_open=comments_open(entry, policy),
        form_url=reverse("comments:form", args=place),
        feed_url=reverse("comments:entry_feed", args=place),
        state_url=reverse("comments:state", args=place),
        later=threads.list_address(entry, 2) if page.has_next else "",
    )


@register.simple_tag
def comment_face(comment: Comment) -> SafeString:
    """Return what stands beside the name of the writer of `comment`, which is read `with_faces()`."""
    return face_of(comment)


@register.simple_tag
def comment_form_url(entry: Entry) -> str:
    """Return the address of the form to comment on `entry`."""
    return reverse("comments:form", args=[label_of(entry), entry.pk])


@register.simple_tag
def comment_state_url(entry: Entry) -> str:
    """Return where the script asks what is the reader's own among the comments on `entry`."""
    return reverse("comments:state", args=[label_of(entry), entry.pk])


@register.simple_tag
def render_thread(
    nodes: list[Node], entry: Entry, policy: CommentPolicy, is_open: bool
) -> SafeString:
    """Return the items of a list of comments on `entry` (comments/markup.py)."""
    offer = Offer(
        form_url=comment_form_url(entry),
        is_open=is_open,
        max_level=policy.max_level,
        daily_ids=policy.daily_ids,
    )
    return render_nodes(nodes, offer)


@register.filter
def number_of_comments(nodes: list[Node]) -> int:
    """How many comments readers see among `nodes`."""
    return sum(node.comment is not None for node in nodes)


@register.filter
def comments_key(entry: Entry) -> str:
    """The name of `entry` under which a reader's device remembers what was seen of its comments."""
    return key_of(entry)
