"""Loads the demo blog into a database in which nobody has done anything yet."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit import trail
from audit.enums import Verb
from blog import authorship, menus, moves, publishing
from blog.enums import MenuKind, MenuPlace, Status
from blog.models import (
    Ad,
    Author,
    BlogSettings,
    Category,
    Entry,
    MenuItem,
    Page,
    Persona,
    Post,
    ProfileLink,
    Series,
    Tag,
)
from blog.rendering import derive_author
from contact.models import ContactSettings
from core.models import SiteSettings
from desk.demo import people, pictures, reading, talk
from desk.demo.reading import Text
from images.models import Image

#: Tables that are empty as long as nobody has used the blog.
SIGNS_OF_USE = (User, SiteSettings, Post, Page)


@dataclass(frozen=True)
class Loaded:
    """What was loaded: how much, and the password of the accounts."""

    posts: int
    pages: int
    comments: int
    accounts: list[str]
    password: str


def is_untouched() -> bool:
    """Whether there is no account, no setting, no post and no page yet."""
    return not any(model._default_manager.exists() for model in SIGNS_OF_USE)


def load() -> Loaded | None:
    """Load everything or nothing; None where the blog has been used already.

    Pictures are drawn before the transaction. The password is kept last, so that a file with a
    password means that the accounts are there.
    """
    if not is_untouched():
        return None
    blog, posts, pages = reading.blog(), reading.texts("posts"), reading.texts("pages")
    alts = pictures.wanted(blog, [*posts, *pages])
    files = pictures.drawn(alts)
    images: dict[str, Image] = {}
    with (
        pictures.files_undone_on_error(images),
        transaction.atomic(),
        trail.acting(trail.command("load_demo")),
        trail.summed_up(Verb.DEMO_LOADED),
    ):
        if not is_untouched():
            return None
        password = people.choose_password()
        users = people.make_accounts(blog["accounts"], password)
        pictures.take_in(files, alts, by=users["author"], into=images)
        shelf = _Shelf(blog, users, images)
        for text in posts:
            shelf.add_post(text)
        for text in pages:
            shelf.add_page(text)
        shelf.hang_menus(blog["menus"])
        talk.hold(reading.threads(), users, blog["site"]["words_about_comments"])
        people.keep_password(password)
    comments = sum(map(_talkative, reading.threads()))
    return Loaded(len(posts), len(pages), comments, list(users), password)


def _talkative(row: dict[str, Any]) -> int:
    return 1 + sum(map(_talkative, row.get("answers", [])))


class _Shelf:
    """The blog that is being filled: its terms and people by slug, its pictures by name."""

    def __init__(
        self, blog: dict[str, Any], users: dict[str, User], images: dict[str, Image]
    ) -> None:
        self.images = images
        self._set_up_site(blog["site"])
        self.authors = {row["slug"]: self._author(row, users) for row in blog["authors"]}
        self.categories: dict[str, Category] = {}
        for row in blog["categories"]:
            self.categories[row["path"]] = self._category(row)
        self.tags = {row["slug"]: Tag.objects.create(**row) for row in blog["tags"]}
        self.series = {row["slug"]: Series.objects.create(**row) for row in blog["series"]}
        for row in blog["personas"]:
            Persona.objects.create(
                avatar=images[row["avatar"]], **_without(row, "avatar", "avatar_alt")
            )
        for row in blog["ads"]:
            Ad.objects.create(image=images[row["image"]], **_without(row, "image", "image_alt"))
        _link(None, blog["profiles"])

    def add_post(self, text: Text) -> None:
        """Save a post as its front matter says: public, scheduled, private or a draft."""
        meta = text.meta
        post = Post(
            category=self.categories[meta["category"]],
            series=self.series.get(meta.get("series", "")),
            series_position=meta.get("series_position"),
            **self._fields(text),
        )
        self._save(post, meta)
        post.tags.set([self.tags[slug] for slug in meta["tags"]])

    def add_page(self, text: Text) -> None:
        """Save a page."""
        self._save(Page(**self._fields(text)), text.meta)

    def hang_menus(self, rows: dict[str, list[dict[str, Any]]]) -> None:
        """Keep the menus of header and footer; what they lead to is there by now."""
        for place, entries in rows.items():
            items = []
            for row in entries:
                items.append(self._menu_item(**_without(row, "below")))
                for below in row.get("below", []):
                    fields = below if isinstance(below, dict) else {"leads_to": below}
                    items.append(self._menu_item(**fields, level=1))
            menus.keep(MenuPlace(place), items, version=0)

    def _menu_item(self, *, leads_to: str = "", label: str = "", level: int = 0) -> MenuItem:
        if leads_to.startswith("/"):
            return MenuItem(kind=MenuKind.URL, url=leads_to, label=label, level=level)
        kind, _colon, key = leads_to.partition(":")
        if kind not in menus.TARGETS:
            return MenuItem(kind=MenuKind.TEXT, label=label, level=level)
        target = menus.TARGETS[kind]
        row = target.public().get(**{target.key: key})
        return MenuItem(kind=kind, target=row.pk, label=label, level=level)

    def _fields(self, text: Text) -> dict[str, Any]:
        names = ("slug", "title", "language", "excerpt", "cover_alt", "comment_mode", "ai_use")
        fields = {name: text.meta[name] for name in names if name in text.meta}
        return {
            **fields,
            "body": self._with_keys(text.body),
            "cover": self.images.get(text.meta.get("cover", "")),
            "is_advertising": text.meta.get("is_advertising", False),
        }

    def _with_keys(self, body: str) -> str:
        """`body` with the key of a picture in place of `demo-NAME`."""
        for name, image in self.images.items():
            body = body.replace(f"(image:demo-{name} ", f"(image:{image.key} ")
            body = body.replace(f"(image:demo-{name})", f"(image:{image.key})")
        return body

    def _save(self, entry: Post | Page, meta: dict[str, Any]) -> None:
        """Write the entry as if it had been written at its own time, and let its authors sign it."""
        status = Status(meta.get("status", Status.PUBLISHED))
        if status == Status.SCHEDULED:
            publishing.schedule(entry, at=timezone.now() + timedelta(days=meta["days_ahead"]))
        else:
            entry.status, entry.published_at = status, meta.get("published")
            publishing.save(entry, now=meta.get("updated", entry.published_at))
        self._sign(entry, meta)

    def _sign(self, entry: Entry, meta: dict[str, Any]) -> None:
        authorship.sign(entry, [self.authors[slug] for slug in meta["authors"]])

    def _set_up_site(self, row: dict[str, Any]) -> None:
        fields = _without(row, "default_cover", "words_about_comments", "words_about_contact")
        SiteSettings(**fields).save()
        BlogSettings(default_cover=self.images[row["default_cover"]]).save()
        contact = ContactSettings(words=row["words_about_contact"])
        contact.derive()
        contact.save()

    def _author(self, row: dict[str, Any], users: dict[str, User]) -> Author:
        author = Author(
            user=users[row["account"]],
            avatar=self.images[row["avatar"]],
            **_without(row, "account", "avatar", "avatar_alt", "profiles"),
        )
        derive_author(author)
        author.save()
        _link(author, row.get("profiles", []))
        return author

    def _category(self, row: dict[str, Any]) -> Category:
        """A category below the one that its path names, which comes before it in the file."""
        above, _slash, slug = row["path"].rpartition("/")
        category = Category(parent=self.categories.get(above), slug=slug, **_without(row, "path"))
        moves.save_category(category)
        return category


def _link(author: Author | None, rows: list[dict[str, Any]]) -> None:
    for order, row in enumerate(rows):
        ProfileLink.objects.create(author=author, order=order, **row)


def _without(row: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}
