"""Makes everything that is derived from an entry's source, once, when it is saved."""

from blog.models import Author, Entry, SidebarWidget
from core import markdown
from core.japanese import break_html
from core.markdown import Document, Profile
from core.models import SiteSettings
from core.site_urls import site_hosts

DERIVED_FIELDS = [
    "title_html",
    "body_html",
    "body_text",
    "derived_excerpt",
    "toc",
    "characters",
    "has_ai_section",
    "renderer_version",
]


def render_source(
    source: str, *, site: SiteSettings, language: str, hard_breaks: bool | None
) -> Document:
    """Render Markdown as posts and pages are; previews call this too, so both always agree."""
    return markdown.render(
        source,
        profile=Profile.POST,
        hard_breaks=site.hard_breaks if hard_breaks is None else hard_breaks,
        language=language,
        site_hosts=site_hosts(),
    )


def derive(entry: Entry, *, site: SiteSettings) -> Document:
    """Set the derived fields of `entry` (without saving) and return the document with its notices."""
    document = render_source(
        entry.body, site=site, language=entry.language, hard_breaks=entry.hard_breaks
    )
    entry.title_html = break_html(entry.title)
    entry.body_html = document.html
    entry.body_text = document.text
    entry.derived_excerpt = document.excerpt
    entry.toc = [heading.as_dict() for heading in document.toc]
    entry.characters = document.characters
    entry.has_ai_section = document.has_ai_section
    entry.renderer_version = markdown.RENDERER_VERSION
    return document


def derive_author(author: Author) -> None:
    """Set the derived fields of an author (without saving)."""
    author.bio_html = markdown.render(author.bio, profile=Profile.BIO).html
    author.renderer_version = markdown.RENDERER_VERSION


def derive_widget(widget: SidebarWidget) -> None:
    """Set the derived fields of a piece of the sidebar (without saving)."""
    widget.body_html = markdown.render(widget.body, profile=Profile.BIO).html
    widget.renderer_version = markdown.RENDERER_VERSION
