"""URL paths of feeds, by scope and subject."""

from django.urls import reverse

from blog.models import Author, Category, Series, Tag

#: The object that a list or a feed is about.
Subject = Category | Tag | Series | Author
# By scope of a feed: the model of its subject and the field in its URL.
SUBJECTS: dict[str, tuple[type[Category | Tag | Series | Author], str]] = {
    "category": (Category, "path"),
    "tag": (Tag, "slug"),
    "series": (Series, "slug"),
    "author": (Author, "slug"),
}


def feed_path(kind: str, scope: str = "", subject: object = None) -> str:
    """Return the path of a feed. `kind` is "rss", "atom", "json" or "guide"."""
    if not scope:
        return reverse(f"blog:feed_{kind}")
    field = SUBJECTS[scope][1]
    return reverse(f"blog:{scope}_feed_{kind}", args=[getattr(subject, field)])


def scope_of(subject: object) -> str:
    """Return the scope of the feeds about `subject`, or "" if there are none."""
    return next((scope for scope, (model, _) in SUBJECTS.items() if isinstance(subject, model)), "")
