"""Signal receivers: rebuild HTML after a setting changed, mail about reviews, count posts again."""

from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save

from blog.models import Post, SidebarWidget, Tag
from blog.navigation import post_counts
from blog.querysets import SHOWN
from blog.signals import posts_written, review_decided, review_submitted
from blog.tasks import mail_decided_review, mail_submitted_review, rebuild_html
from core.settings_forms import Change
from core.signals import settings_changed

#: Settings that the renderer uses. All others apply when a page is rendered.
RENDERED = {"hard_breaks"}


def connect() -> None:
    """Connect the receivers; called by AppConfig.ready()."""
    settings_changed.connect(_rebuild, dispatch_uid="blog.rebuild")
    review_submitted.connect(_mail_submitted, dispatch_uid="blog.review_submitted")
    review_decided.connect(_mail_decided, dispatch_uid="blog.review_decided")
    post_save.connect(_count_saved_post, sender=Post, dispatch_uid="blog.count_saved")
    posts_written.connect(_count_written_posts, dispatch_uid="blog.count_written")
    m2m_changed.connect(_count, sender=Post.tags.through, dispatch_uid="blog.count_tags")
    m2m_changed.connect(
        _count, sender=Post.further_categories.through, dispatch_uid="blog.count_further"
    )
    post_delete.connect(_count, sender=Post, dispatch_uid="blog.count_deleted")
    for model in (Tag, SidebarWidget):  # names of tags, and whether a widget shows them
        for signal in (post_save, post_delete):
            signal.connect(_count, sender=model, dispatch_uid=f"blog.count_{model.__name__}")


def _rebuild(sender: object, *, changes: Iterable[Change], **kwargs: object) -> None:
    """Enqueue the rebuild task after commit."""
    if any(change.field in RENDERED for change in changes):
        transaction.on_commit(rebuild_html.enqueue)


def _mail_submitted(sender: object, *, pk: int, **kwargs: object) -> None:
    transaction.on_commit(partial(mail_submitted_review.enqueue, pk))


def _mail_decided(sender: object, *, pk: int, **kwargs: object) -> None:
    transaction.on_commit(partial(mail_decided_review.enqueue, pk))


def _count_saved_post(
    sender: object, instance: Post, created: bool, update_fields: set[str] | None, **kwargs: object
) -> None:
    """A post was saved: its counts may differ, unless it is a new draft or other columns changed."""
    is_counted = update_fields is None or bool(post_counts.COUNTED & {*update_fields})
    if is_counted and (instance.status in SHOWN or not created):
        post_counts.record_change()


def _count_written_posts(sender: object, fields: set[str], **kwargs: object) -> None:
    if post_counts.COUNTED & fields:
        post_counts.record_change()


def _count(sender: object, action: str = "", **kwargs: object) -> None:
    """Tags or further categories of a post, a tag, a post or a widget changed; m2m_changed comes before and after."""
    if not action.startswith("pre_"):
        post_counts.record_change()
