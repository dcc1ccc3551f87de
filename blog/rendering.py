"""Derived fields: renders an entry's Markdown source to the stored HTML when it is saved."""

from blog.blocks import missing
from blog.models import Author, BlogSettings, Entry, SidebarWidget
from core import markdown
from core.japanese import break_html
from core.markdown import Document, Profile
from core.site_urls import site_hosts

DERIVED_FIELDS = [
    "title_html",
    "body_html",
    "body_text",
    "derived_excerpt",
    "toc",
    "questions",
    "characters",
    "has_ai_section",
    "renderer_version",
]


def render_source(
    source: str, *, blog_settings: BlogSettings, language: str, hard_breaks: bool | None
) -> Document:
    """Render the Markdown of a post or page. Previews use it too, so that both agree."""
    document = markdown.render(
        source,
        profile=Profile.POST,
        hard_breaks=blog_settings.hard_breaks if hard_breaks is None else hard_breaks,
        language=language,
        site_hosts=site_hosts(),
    )
    document.notices.extend(missing.notices(document.html, source))
    return document


def derive(entry: Entry, *, blog_settings: BlogSettings) -> Document:
    """Set DERIVED_FIELDS of `entry` (without saving); return the document with its notices."""
    document = render_source(
        entry.body,
        blog_settings=blog_settings,
        language=entry.language,
        hard_breaks=entry.hard_breaks,
    )
    entry.title_html = break_html(entry.title)
    entry.body_html = document.html
    entry.body_text = document.text
    entry.derived_excerpt = document.excerpt
    entry.toc = [heading.as_dict() for heading in document.toc]
    entry.questions = [question.as_dict() for question in document.questions]
    entry.characters = document.characters
    entry.has_ai_section = document.has_ai_section
    entry.renderer_version = markdown.RENDERER_VERSION
    return document


def derive_author(author: Author) -> None:
    """Set `bio_html` and `renderer_version` of an author (without saving)."""
    author.bio_html = markdown.render(author.bio, profile=Profile.BIO).html
    author.renderer_version = markdown.RENDERER_VERSION


def derive_widget(widget: SidebarWidget) -> None:
    """Set `body_html` and `renderer_version` of a sidebar widget (without saving)."""
    widget.body_html = markdown.render(widget.body, profile=Profile.BIO).html
    widget.renderer_version = markdown.RENDERER_VERSION
