"""The page of an entry as a preview: in the admin, and behind a preview link."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from blog import preview_links
from blog.entry_context import entry_context
from blog.models import BlogSettings, Entry


@require_safe
def linked_preview(request: HttpRequest, token: str) -> HttpResponse:
    """Show the current text of an entry for a valid preview link; 410 without one.

    A 404 would be counted with its path, which is a secret.
    """
    link = preview_links.get_link(token)
    entry = preview_links.entry_of(link) if link else None
    if link is None or entry is None:
        with translation.override(BlogSettings.load().site.language):
            return _closed_to_others(render(request, "blog/preview_ended.html", status=410))
    return _closed_to_others(render_preview(request, entry, until=link.expires_at))


def render_preview(
    request: HttpRequest, entry: Entry, *, is_draft: bool = False, until: datetime | None = None
) -> HttpResponse:
    """Render the page of `entry` as readers would see it, not to be stored or indexed.

    `is_draft` is whether its text is not the saved one. `until` is the time at which a preview link expires; without it the page is for signed-in authors.
    """
    name = str(entry._meta.model_name)
    blog_settings = BlogSettings.load()
    context = {
        name: entry,
        "is_preview": True,
        "is_draft": is_draft,
        "preview_until": until,
        **entry_context(entry, blog_settings),
    }
    with translation.override(blog_settings.site.language):
        response = render(request, f"blog/{name}_detail.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _closed_to_others(response: HttpResponse) -> HttpResponse:
    """Add the headers that keep the secret URL out of caches, search engines and referrers."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
