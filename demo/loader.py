"""Loads the demo blog into an unused database."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit import log
from audit.enums import Verb
from blog import authorship, publishing
from blog.enums import MenuKind, MenuPlace, Status
from blog.models import (
    Ad,
    Author,
    BlogSettings,
    Category,
    MenuItem,
    Page,
    Persona,
    Post,
    ProfileLink,
    Series,
    Tag,
)
from blog.navigation import menus
from blog.redirects import slug_history
from blog.rendering import derive_author
from contact.models import ContactSettings
from core.models import SiteSettings
from demo import accounts as demo_accounts
from demo import comments as demo_comments
from demo import external_pages as demo_external_pages
from demo import images as demo_images
from demo import parser
from demo.parser import Table, Text
from images.files import undone_on_error
from images.models import Image

#: Fields of the table `site` in blog.toml that belong to BlogSettings, not to SiteSettings.
BLOG_SETTINGS = {field.name for field in BlogSettings._meta.get_fields()}
#: Models without a row as long as the blog is unused.
EMPTY_MODELS = (User, SiteSettings, Post, Page)


@dataclass(frozen=True)
class Loaded:
    """Numbers of loaded rows, user names, and the password of the accounts."""

    posts: int
    pages: int
    comments: int
    accounts: list[str]
    password: str


def is_unused() -> bool:
    """Whether there is no account, no settings row, no post and no page yet."""
    return not any(model._default_manager.exists() for model in EMPTY_MODELS)


def load() -> Loaded | None:
    """Load the demo in one transaction; return None, without a change, if the blog is in use.

    Images are drawn before the transaction. The password file is written last, so that its existence
    means that the accounts exist.
    """
    if not is_unused():
        return None
    blog, posts, pages = parser.blog(), parser.texts("posts"), parser.texts("pages")
    alts = demo_images.alt_texts(blog, [*posts, *pages])
    files = demo_images.draw_jpegs(alts)
    images: dict[str, Image] = {}
    with (
        demo_images.delete_files_on_error(images),
        undone_on_error() as written,
        transaction.atomic(),
        log.as_actor(log.command_actor("load_demo")),
        log.collapsed(Verb.DEMO_LOADED),
    ):
        if not is_unused():
            return None
        password = demo_accounts.choose_password()
        users = demo_accounts.create_accounts(blog["accounts"], password)
        demo_images.add_images(files, alts, by=users["author"], images=images)
        for row in blog["external_pages"]:
            demo_external_pages.add(row, files, written)
        builder = _BlogBuilder(blog, users, images)
        for text in posts:
            builder.add_post(text)
        for text in pages:
            builder.add_page(text)
        builder.add_menus(blog["menus"])
        demo_comments.add_threads(parser.threads(), users, blog["site"]["comment_intro"])
        demo_accounts.write_password(password)
    comments = sum(map(_count_comments, parser.threads()))
    return Loaded(len(posts), len(pages), comments, list(users), password)


def _count_comments(row: Table) -> int:
    return 1 + sum(map(_count_comments, row.get("answers", [])))


class _BlogBuilder:
    """Creates the rows of the blog; holds terms and authors by slug, and images by name."""

    def __init__(self, blog: Table, users: dict[str, User], images: dict[str, Image]) -> None:
        self.images = images
        self._add_settings(blog["site"])
        self.authors = {row["slug"]: self._add_author(row, users) for row in blog["authors"]}
        self.categories: dict[str, Category] = {}
        for row in blog["categories"]:
            self.categories[row["path"]] = self._add_category(row)
        self.tags = {row["slug"]: Tag.objects.create(**row) for row in blog["tags"]}
        self.series = {row["slug"]: Series.objects.create(**row) for row in blog["series"]}
        for row in blog["personas"]:
            Persona.objects.create(
                avatar=images[row["avatar"]], **_without(row, "avatar", "avatar_alt")
            )
        for row in blog["ads"]:
            Ad.objects.create(image=images[row["image"]], **_without(row, "image", "image_alt"))
        _add_profile_links(None, blog["profiles"])

    def add_post(self, text: Text) -> None:
        """Save a post with the status of its front matter, published by default."""
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
        self._save(Page(**self._fields(text)), text.meta)

    def add_menus(self, rows: dict[str, list[Table]]) -> None:
        """Save the menus of header and footer. Their targets must exist."""
        for place, entries in rows.items():
            items = []
            for row in entries:
                items.append(self._menu_item(**_without(row, "below")))
                for child in row.get("below", []):
                    fields = child if isinstance(child, dict) else {"leads_to": child}
                    items.append(self._menu_item(**fields, level=1))
            menus.save(MenuPlace(place), items, version=0)

    def _menu_item(self, *, leads_to: str = "", label: str = "", level: int = 0) -> MenuItem:
        if leads_to.startswith("/"):
            return MenuItem(kind=MenuKind.URL, url=leads_to, label=label, level=level)
        kind, _colon, key = leads_to.partition(":")
        if kind not in menus.TARGETS:
            return MenuItem(kind=MenuKind.TEXT, label=label, level=level)
        target = menus.TARGETS[kind]
        row = target.public().get(**{target.key: key})
        return MenuItem(kind=kind, target=row.pk, label=label, level=level)

    def _fields(self, text: Text) -> Table:
        names = ("slug", "title", "language", "excerpt", "cover_alt", "comment_mode", "ai_use")
        fields = {name: text.meta[name] for name in names if name in text.meta}
        return {
            **fields,
            "body": self._with_image_keys(text.body),
            "cover": self.images.get(text.meta.get("cover", "")),
            "is_advertising": text.meta.get("is_advertising", False),
        }

    def _with_image_keys(self, body: str) -> str:
        """Return `body` with the key of an image in place of `demo-NAME`."""
        for name, image in self.images.items():
            body = body.replace(f"(image:demo-{name} ", f"(image:{image.key} ")
            body = body.replace(f"(image:demo-{name})", f"(image:{image.key})")
        return body

    def _save(self, entry: Post | Page, meta: Table) -> None:
        """Save the entry with the dates of its front matter, and assign its authors."""
        status = Status(meta.get("status", Status.PUBLISHED))
        if status == Status.SCHEDULED:
            entry.go_live_at = timezone.now() + timedelta(days=meta["days_ahead"])
        entry.status, entry.published_at = status, meta.get("published")
        publishing.save(entry, now=meta.get("updated", entry.published_at))
        authorship.sign(entry, [self.authors[slug] for slug in meta["authors"]])

    def _add_settings(self, row: Table) -> None:
        fields = _without(row, "default_cover", "comment_intro", "contact_intro")
        blog_fields = {name: fields.pop(name) for name in fields.keys() & BLOG_SETTINGS}
        SiteSettings(**fields).save()
        BlogSettings(default_cover=self.images[row["default_cover"]], **blog_fields).save()
        contact = ContactSettings(intro=row["contact_intro"])
        contact.derive()
        contact.save()

    def _add_author(self, row: Table, users: dict[str, User]) -> Author:
        author = Author(
            user=users[row["account"]],
            avatar=self.images[row["avatar"]],
            **_without(row, "account", "avatar", "avatar_alt", "profiles"),
        )
        derive_author(author)
        author.save()
        _add_profile_links(author, row.get("profiles", []))
        return author

    def _add_category(self, row: Table) -> Category:
        """Save the category at the path `row["path"]`; its parent comes before it in the file."""
        parent, _slash, slug = row["path"].rpartition("/")
        category = Category(parent=self.categories.get(parent), slug=slug, **_without(row, "path"))
        slug_history.save_category(category)
        return category


def _add_profile_links(author: Author | None, rows: list[Table]) -> None:
    for order, row in enumerate(rows):
        ProfileLink.objects.create(author=author, order=order, **row)


def _without(row: Table, *names: str) -> Table:
    return {name: value for name, value in row.items() if name not in names}
