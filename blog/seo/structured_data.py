"""JSON-LD structured data for search engines, in the vocabulary of schema.org.

`digitalSourceType` discloses the use of AI. Its values are IPTC's codes, which schema.org has
adopted and which image and news tools support. `creditText` says the same in words. Texts that
people wrote alone have neither.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from blog import disclosure
from blog.feeds.paths import Subject
from blog.models import Author, BlogSettings, Entry, Post, ProfileLink
from blog.navigation.page_context import PageContext
from blog.seo.metadata import Metadata, Picture, list_url
from core.models import SiteSettings
from core.moments import timestamp
from core.site_urls import absolute

# Characters that could end a <script> element or a line, as JSON escapes.
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
Data = dict[str, Any]


def of_entry(
    entry: Entry, meta: Metadata, blog_settings: BlogSettings, page_context: PageContext
) -> Data:
    """Return BlogPosting or WebPage, FAQPage if the text has questions, and BreadcrumbList."""
    crumbs = [("", list_url())]
    if isinstance(entry, Post) and entry.category:
        categories = page_context.ancestors(entry.category.path)
        crumbs += [(category.name, absolute(category.url)) for category in categories]
    data = (
        _posting(entry, meta, blog_settings, page_context)
        if isinstance(entry, Post)
        else _page(entry, meta)
    )
    nodes = [data, *_questions(entry, meta)]
    return _graph(*nodes, _breadcrumbs(blog_settings.site, [*crumbs, (entry.title, meta.url)]))


def of_home(meta: Metadata, blog_settings: BlogSettings, page_context: PageContext) -> Data:
    """Return WebSite (with its SearchAction) and Blog."""
    site = blog_settings.site
    search = absolute(reverse("search:search")) + "?q={search_term_string}"
    website = {
        "@type": "WebSite",
        "@id": f"{list_url()}#website",
        "name": site.name,
        "alternateName": site.tagline,
        "description": meta.description,
        "url": list_url(),
        "inLanguage": site.language,
        "publisher": _publisher(blog_settings, page_context),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": search},
            "query-input": "required name=search_term_string",
        },
    }
    return _graph(website, _blog(site))


def of_list(
    subject: Subject | None,
    meta: Metadata,
    site: SiteSettings,
    profiles: Iterable[ProfileLink] = (),
) -> Data:
    """Return CollectionPage (for an author ProfilePage) and BreadcrumbList."""
    page = {
        "@type": "ProfilePage" if isinstance(subject, Author) else "CollectionPage",
        "name": meta.title,
        "description": meta.description,
        "url": meta.url,
        "inLanguage": site.language,
        "isPartOf": {"@id": f"{list_url()}#website"},
        "mainEntity": _profile(subject, meta, profiles) if isinstance(subject, Author) else None,
    }
    return _graph(page, _breadcrumbs(site, [("", list_url()), (meta.title, meta.url)]))


def script(data: Data) -> SafeString:
    """Return `data` as JSON that is safe inside a script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308 - no markup is left


def _posting(
    post: Post, meta: Metadata, blog_settings: BlogSettings, page_context: PageContext
) -> Data:
    published = post.published_at or post.updated_at
    return {
        "@type": "BlogPosting",
        "@id": f"{meta.url}#post",
        "headline": post.title,
        "description": meta.description,
        "url": meta.url,
        "mainEntityOfPage": meta.url,
        "inLanguage": post.language,
        "datePublished": timestamp(published),
        "dateModified": timestamp(max(published, post.updated_at)),
        "author": [_person(row.author) for row in post.authorships.all()]
        or [_publisher(blog_settings, page_context)],
        "publisher": _publisher(blog_settings, page_context),
        "image": _image(meta.picture),
        "articleSection": post.category.name if post.category else "",
        "keywords": [tag.name for tag in page_context.tags],
        "commentCount": post.comment_count,
        "isAccessibleForFree": True,
        "isPartOf": _blog(blog_settings.site),
        "digitalSourceType": disclosure.digital_source_type(post),
        "creditText": disclosure.ai_notice(post),
    }


def _page(page: Entry, meta: Metadata) -> Data:
    return {
        "@type": "WebPage",
        "name": page.title,
        "description": meta.description,
        "url": meta.url,
        "inLanguage": page.language,
        "dateModified": timestamp(page.updated_at),
        "isPartOf": {"@id": f"{list_url()}#website"},
        "digitalSourceType": disclosure.digital_source_type(page),
        "creditText": disclosure.ai_notice(page),
    }


def _questions(entry: Entry, meta: Metadata) -> list[Data]:
    """Return FAQPage with the questions that blog.rendering has stored, or nothing."""
    if not entry.questions:
        return []
    questions = [
        {
            "@type": "Question",
            "name": row["question"],
            "acceptedAnswer": {"@type": "Answer", "text": row["answer"]},
        }
        for row in entry.questions
    ]
    return [
        {
            "@type": "FAQPage",
            "@id": f"{meta.url}#faq",
            "url": meta.url,
            "inLanguage": entry.language,
            "mainEntity": questions,
        }
    ]


def _blog(site: SiteSettings) -> Data:
    return {"@type": "Blog", "@id": f"{list_url()}#blog", "name": site.name, "url": list_url()}


def _publisher(blog_settings: BlogSettings, page_context: PageContext) -> Data:
    return {
        "@type": "Organization",
        "name": blog_settings.site.name,
        "url": list_url(),
        "logo": _image(Picture.from_image(blog_settings.logo)),
        "sameAs": [profile.url for profile in page_context.profiles],
    }


def _person(author: Author) -> Data:
    return {"@type": "Person", "name": author.name, "url": list_url(author)}


def _profile(author: Author, meta: Metadata, profiles: Iterable[ProfileLink]) -> Data:
    return {
        **_person(author),
        "description": meta.description,
        "image": _image(Picture.from_image(author.avatar)),
        "sameAs": [profile.url for profile in profiles],
    }


def _image(picture: Picture | None) -> Data | None:
    if picture is None:
        return None
    return {
        "@type": "ImageObject",
        "url": picture.url,
        "width": picture.width,
        "height": picture.height,
    }


def _breadcrumbs(site: SiteSettings, crumbs: list[tuple[str, str]]) -> Data:
    """Return BreadcrumbList, from the home page (named after the site) to the page itself."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name or site.name, "item": url}
            for position, (name, url) in enumerate(crumbs, start=1)
        ],
    }


def _graph(*nodes: Data) -> Data:
    return {"@context": "https://schema.org", "@graph": [_without_empty(node) for node in nodes]}


def _without_empty(value: object) -> object:
    """Remove empty values from dicts at every depth; 0 and False stay."""
    if isinstance(value, dict):
        values = {name: _without_empty(part) for name, part in value.items()}
        return {name: part for name, part in values.items() if part not in (None, "", [], {})}
    if isinstance(value, list):
        return [_without_empty(part) for part in value]
    return value
