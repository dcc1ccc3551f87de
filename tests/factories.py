"""Rows for tests, made as the product makes them and named by their state.

Every function takes fields by keyword and returns the saved row. Posts and pages go through
blog.publishing, so their derived fields, moments and announcements are the real ones.
"""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from accounts import roles
from accounts.models import Avatar, User
from blog import protection, publishing
from blog.enums import Status
from blog.models import (
    Author,
    BlogSettings,
    Category,
    Entry,
    Page,
    PageAuthor,
    Persona,
    Post,
    PostAuthor,
    Series,
    Tag,
)
from blog.redirects import slug_history
from comments import moderation, submission
from comments.enums import State
from comments.models import Comment
from core.models import SiteSettings
from core.roles import Role
from images.models import Image

PASSWORD = "correct horse battery staple"

_number = count(1)


# People
def make_settings(**fields: Any) -> BlogSettings:
    """Store settings of the blog and of its site; each field goes to the model that has it."""
    names = {field.name for field in BlogSettings._meta.get_fields()}
    site = SiteSettings(**{name: fields.pop(name) for name in fields.keys() - names})
    site.save()
    settings = BlogSettings(site=site, **fields)
    settings.save()
    return settings


def make_user(username: str = "", *, role: str = "", **fields: Any) -> User:
    """A person who signs in with PASSWORD; `role` is one of core.roles.Role."""
    username = username or f"user{next(_number)}"
    fields = {"email": f"{username}@example.com", **fields}
    user = User.objects.create_user(username, password=PASSWORD, **fields)
    if role:
        roles.assign(user, Role(role))
    return user


def make_avatar(user: User, webp: bytes = b"RIFF") -> Avatar:
    """The picture that `user` shows beside their comments."""
    return Avatar.objects.create(user=user, webp=webp)


def make_author(*, user: User | None = None, **fields: Any) -> Author:
    """Someone who signs posts; with `user`, someone who may also write them."""
    number = next(_number)
    return Author.objects.create(
        user=user, **{"name": f"著者{number}", "slug": f"author-{number}", **fields}
    )


def make_image(**fields: Any) -> Image:
    """A picture with one rendition, whose file nobody needs to read."""
    number = next(_number)
    rendition = {"name": f"picture-{number}.webp", "width": 1200, "height": 630}
    return Image.objects.create(
        **{
            "width": 1200,
            "height": 630,
            "renditions": [rendition],
            "sha256": f"{number:064}",
            **fields,
        }
    )


# Terms and the cast
def make_category(*, parent: Category | None = None, **fields: Any) -> Category:
    """A category, under `parent` if given."""
    number = next(_number)
    category = Category(
        parent=parent, **{"name": f"分類{number}", "slug": f"category-{number}", **fields}
    )
    slug_history.save_category(category)
    return category


def make_tag(**fields: Any) -> Tag:
    """A tag."""
    number = next(_number)
    return Tag.objects.create(**{"name": f"タグ{number}", "slug": f"tag-{number}", **fields})


def make_series(**fields: Any) -> Series:
    """A series."""
    number = next(_number)
    return Series.objects.create(**{"name": f"連載{number}", "slug": f"series-{number}", **fields})


def make_persona(**fields: Any) -> Persona:
    """A speaker for balloons."""
    number = next(_number)
    return Persona.objects.create(**{"key": f"speaker-{number}", "name": f"話者{number}", **fields})


# Posts and pages
def draft_post(**fields: Any) -> Post:
    """A post that only its authors and editors see."""
    return _post(status=Status.DRAFT, **fields)


def in_review_post(**fields: Any) -> Post:
    """A post that waits for an editor."""
    return _post(status=Status.IN_REVIEW, **fields)


def published_post(*, published_at: datetime | None = None, **fields: Any) -> Post:
    """A post that readers see, since `published_at` (default: an hour ago)."""
    moment = published_at or timezone.now() - timedelta(hours=1)
    return _post(status=Status.PUBLISHED, published_at=moment, **fields)


def scheduled_post(*, go_live_at: datetime | None = None, **fields: Any) -> Post:
    """A post that readers will see at `go_live_at` (default: tomorrow)."""
    moment = go_live_at or timezone.now() + timedelta(days=1)
    return _post(status=Status.SCHEDULED, go_live_at=moment, **fields)


def private_post(**fields: Any) -> Post:
    """A post for its authors and editors alone."""
    return _post(status=Status.PRIVATE, **fields)


def protected_post(*, password: str = PASSWORD, **fields: Any) -> Post:
    """A post that readers with `password` read."""
    return _post(status=Status.PROTECTED, password_hash=protection.hashed(password), **fields)


def protected_page(*, password: str = PASSWORD, **fields: Any) -> Page:
    """A page that readers with `password` read."""
    return _page(status=Status.PROTECTED, password_hash=protection.hashed(password), **fields)


def expired_post(**fields: Any) -> Post:
    """A post that expired a minute ago and that the worker has not processed yet."""
    post = published_post(published_at=timezone.now() - timedelta(days=2), **fields)
    Post.objects.filter(pk=post.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    post.refresh_from_db()
    return post


def trashed_post(**fields: Any) -> Post:
    """A post in the trash that readers have seen: its address answers 410."""
    post = published_post(**fields)
    publishing.trash(post)
    return post


def trashed_draft(**fields: Any) -> Post:
    """A post in the trash that no reader has ever seen: its address answers 404."""
    post = draft_post(**fields)
    publishing.trash(post)
    return post


def published_page(**fields: Any) -> Page:
    """A page that readers see."""
    return _page(status=Status.PUBLISHED, **fields)


def draft_page(**fields: Any) -> Page:
    """A page that only its authors and editors see."""
    return _page(status=Status.DRAFT, **fields)


def _post(
    *,
    authors: list[Author] | None = None,
    tags: list[Tag] | None = None,
    further_categories: list[Category] | None = None,
    **fields: Any,
) -> Post:
    number = next(_number)
    post = Post(
        **{
            "title": f"記事{number}の題名",
            "slug": f"post-{number}",
            "body": f"記事{number}の本文です。",
            **fields,
        }
    )
    publishing.save(post)
    _sign(post, authors)
    post.tags.set(tags or [])
    post.further_categories.set(further_categories or [])
    return post


def _page(*, authors: list[Author] | None = None, **fields: Any) -> Page:
    number = next(_number)
    page = Page(
        **{
            "title": f"固定頁{number}",
            "slug": f"page-{number}",
            "body": f"固定頁{number}の本文です。",
            **fields,
        }
    )
    publishing.save(page)
    _sign(page, authors)
    return page


def _sign(entry: Entry, authors: list[Author] | None) -> None:
    """Let `authors` sign the entry in this order."""
    for order, author in enumerate(authors or []):
        if isinstance(entry, Post):
            PostAuthor.objects.create(post=entry, author=author, order=order)
        else:
            PageAuthor.objects.create(page=entry, author=author, order=order)


# Comments
def held_comment(entry: Entry, **fields: Any) -> Comment:
    """A comment that only moderators and its writer see."""
    return _comment(entry, State.HELD, **fields)


def approved_comment(entry: Entry, **fields: Any) -> Comment:
    """A comment that readers see."""
    return _comment(entry, State.APPROVED, **fields)


def rejected_comment(entry: Entry, **fields: Any) -> Comment:
    """A comment that a moderator did not let through."""
    return _comment(entry, State.REJECTED, **fields)


def spam_comment(entry: Entry, **fields: Any) -> Comment:
    """A comment that a moderator took for advertising."""
    return _comment(entry, State.SPAM, **fields)


def removed_comment(entry: Entry, **fields: Any) -> Comment:
    """A comment that readers saw and a moderator took away."""
    return _comment(entry, State.REMOVED, **fields)


def _comment(
    entry: Entry, state: State, *, parent: Comment | None = None, **fields: Any
) -> Comment:
    """Submit a comment as a reader does, without the limits of a network, and bring it into `state`."""
    number = next(_number)
    comment = submission.submit(
        entry=entry,
        reply_to=parent.pk if parent else None,
        **{"name": f"読者{number}", "text": f"感想{number}です。", **fields},
    )
    moderation.set_state(
        comment, State.APPROVED if state == State.REMOVED else state, by=_decider()
    )
    moderation.set_state(comment, state, by=_decider())
    return comment


def _decider() -> User:
    return User.objects.get_or_create(username="decider", defaults={"email": ""})[0]
