"""Template tags for the comments on a page."""

from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from blog.models import Entry
from comments import threads
from comments.avatars import avatar_html
from comments.enums import RootOrder
from comments.models import Comment, CommentPolicy
from comments.policy import comments_open
from comments.targets import key_of, label_of
from comments.thread_html import ThreadOptions, render_nodes
from comments.threads import Node, ThreadPage

register = template.Library()


@dataclass(frozen=True)
class Section:
    """The comments under an entry, the same for every reader."""

    policy: CommentPolicy
    page: ThreadPage
    is_open: bool
    form_url: str
    feed_guide_url: str
    state_url: str
    later: str  # URL of the next page of comments, "" on the last


@register.simple_tag
def comment_section(entry: Entry) -> Section:
    """Return the comments under a public `entry`, in two queries for any number of comments."""
    policy = CommentPolicy.load()
    page = threads.get_entry_page(entry, policy)
    place = [label_of(entry), entry.pk]
    return Section(
        policy=policy,
        page=page,
        is_open=comments_open(entry, policy),
        form_url=reverse("comments:form", args=place),
        feed_guide_url=reverse("comments:entry_feed_guide", args=place),
        state_url=reverse("comments:state", args=place),
        later=threads.list_url(entry, 2) if page.has_next else "",
    )


@register.simple_tag
def comment_avatar(comment: Comment) -> SafeString:
    """Return the avatar of the writer of `comment`, which is read `with_avatars()`."""
    return avatar_html(comment)


@register.simple_tag
def comment_form_url(entry: Entry) -> str:
    """Return the URL of the form to comment on `entry`."""
    return reverse("comments:form", args=[label_of(entry), entry.pk])


@register.simple_tag
def comment_state_url(entry: Entry) -> str:
    """Return the URL of views/own.py:state, which the script of the page requests."""
    return reverse("comments:state", args=[label_of(entry), entry.pk])


@register.simple_tag
def render_thread(
    nodes: list[Node], entry: Entry, policy: CommentPolicy, is_open: bool
) -> SafeString:
    """Return the `<li>` elements of comments on `entry` (comments/thread_html.py)."""
    options = ThreadOptions(
        form_url=comment_form_url(entry),
        is_open=is_open,
        max_level=policy.max_level,
        daily_ids=policy.daily_ids,
    )
    return render_nodes(nodes, options)


@register.simple_tag
def comment_orders(entry: Entry, policy: CommentPolicy, order: str) -> list[dict[str, object]]:
    """Return the orders of the comments on `entry`: label, URL, whether it is the current one."""
    return [
        {
            "label": one.label,
            "url": _order_url(entry, one, policy),
            "is_current": one == order,
        }
        for one in RootOrder
    ]


def _order_url(entry: Entry, order: RootOrder, policy: CommentPolicy) -> str:
    url = threads.list_url(entry, order="" if order == policy.order else order)
    return f"{url}#comments"


@register.filter
def number_of_comments(nodes: list[Node]) -> int:
    """Return the number of public comments among `nodes`."""
    return sum(node.comment is not None for node in nodes)


@register.filter
def comments_key(entry: Entry) -> str:
    """Return the key of `entry` under which the browser stores the last visit of its comments."""
    return key_of(entry)
