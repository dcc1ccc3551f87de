"""JSON-LD for search engines, in the vocabulary of schema.org.

A machine's part in a text is told by `digitalSourceType`, whose values are IPTC's codes: the one
vocabulary for it that schema.org has taken over and that image and news tools read already.
`creditText` says the same in words. Texts that people wrote alone carry neither.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from blog import disclosure
from blog.frame import Frame
from blog.metadata import Metadata, Picture, list_url
from blog.models import Author, Entry, Post
from core.models import SiteSettings
from core.site_urls import absolute

# Inside <script> nothing may look like markup; JSON reads the escapes as the characters.
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
Data = dict[str, Any]


def of_entry(entry: Entry, meta: Metadata, site: SiteSettings, frame: Frame) -> Data:
    """Describe a post (BlogPosting) or page (WebPage), and where it stands."""
    crumbs = [("", list_url())]
    if isinstance(entry, Post) and entry.category:
        shelves = frame.ancestors(entry.category.path)
        crumbs += [(shelf.name, absolute(shelf.url)) for shelf in shelves]
    described = (
        _posting(entry, meta, site, frame) if isinstance(entry, Post) else _page(entry, meta)
    )
    return _graph(described, _breadcrumbs(site, [*crumbs, (entry.title, meta.url)]))


def of_home(meta: Metadata, site: SiteSettings, frame: Frame) -> Data:
    """Describe the site, its search, and its blog."""
    search = absolute(reverse("search:search")) + "?q={search_term_string}"
    website = {
        "@type": "WebSite",
        "@id": f"{list_url()}#website",
        "name": site.name,
        "alternateName": site.tagline,
        "description": meta.description,
        "url": list_url(),
        "inLanguage": site.language,
        "publisher": _publisher(site, frame),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": search},
            "query-input": "required name=search_term_string",
        },
    }
    return _graph(website, _blog(site))


def of_list(subject: Any, meta: Metadata, site: SiteSettings, profiles: Iterable[Any] = ()) -> Data:
    """Describe a list of posts; an author's is that person's profile page."""
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
    """Return `data` as JSON that can stand in a script element whatever the texts in it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308 - no markup is left


def _posting(post: Post, meta: Metadata, site: SiteSettings, frame: Frame) -> Data:
    published = post.published_at or post.updated_at
    return {
        "@type": "BlogPosting",
        "@id": f"{meta.url}#post",
        "headline": post.title,
        "description": meta.description,
        "url": meta.url,
        "mainEntityOfPage": meta.url,
        "inLanguage": post.language,
        "datePublished": timezone.localtime(published).isoformat(),
        "dateModified": timezone.localtime(max(published, post.updated_at)).isoformat(),
        "author": [_person(row.author) for row in post.authorships.all()]
        or [_publisher(site, frame)],
        "publisher": _publisher(site, frame),
        "image": _image(meta.picture),
        "articleSection": post.category.name if post.category else "",
        "keywords": [tag.name for tag in frame.tags],
        "commentCount": post.comment_count,
        "isAccessibleForFree": True,
        "isPartOf": _blog(site),
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
        "dateModified": timezone.localtime(page.updated_at).isoformat(),
        "isPartOf": {"@id": f"{list_url()}#website"},
        "digitalSourceType": disclosure.digital_source_type(page),
        "creditText": disclosure.ai_notice(page),
    }


def _blog(site: SiteSettings) -> Data:
    return {"@type": "Blog", "@id": f"{list_url()}#blog", "name": site.name, "url": list_url()}


def _publisher(site: SiteSettings, frame: Frame) -> Data:
    return {
        "@type": "Organization",
        "name": site.name,
        "url": list_url(),
        "logo": _image(Picture.of(frame.logo)),
        "sameAs": [profile.url for profile in frame.profiles],
    }


def _person(author: Author) -> Data:
    return {"@type": "Person", "name": author.name, "url": list_url(author)}


def _profile(author: Author, meta: Metadata, profiles: Iterable[Any]) -> Data:
    return {
        **_person(author),
        "description": meta.description,
        "image": _image(Picture.of(author.avatar)),
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
    """The way from the home page (whose name is the site's) to the page itself."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name or site.name, "item": url}
            for position, (name, url) in enumerate(crumbs, start=1)
        ],
    }


def _graph(*things: Data) -> Data:
    return {"@context": "https://schema.org", "@graph": [_filled(thing) for thing in things]}


def _filled(value: Any) -> Any:
    """Leave out what is empty, at every depth; zero and False are facts."""
    if isinstance(value, dict):
        filled = {name: _filled(part) for name, part in value.items()}
        return {name: part for name, part in filled.items() if part not in (None, "", [], {})}
    if isinstance(value, list):
        return [_filled(part) for part in value]
    return value
