"""The examples of the editor's help, rendered by the renderer of posts, without the rows of the site."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache, partial

from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from blog.blocks import toc as toc_block
from blog.blocks.ads import PageAds
from blog.editor_help.entries import GROUPS, Entry
from blog.enums import Shape, Side
from blog.models import Ad, BlogSettings, Post
from core.markdown import render, slots
from core.markdown.slots import Slot


@dataclass(frozen=True)
class Example:
    """An entry with its texts in one language; `found_by` is the folded text that a search compares."""

    entry: Entry
    title: str
    help: str
    source: str
    html: SafeString
    found_by: str


Section = tuple[str, list[Example]]
_KATAKANA_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}


def folded(text: str) -> str:
    """Return kana and letters as they are compared, like `folded` of static/js/editor/block_menu.js."""
    return unicodedata.normalize("NFKC", text).lower().translate(_KATAKANA_TO_HIRAGANA)


def search(sections: Iterable[Section], query: str) -> list[Section]:
    """Return the examples that contain every word of `query`, without the empty groups."""
    words = folded(query).split()
    found = (
        (title, [one for one in examples if all(word in one.found_by for word in words)])
        for title, examples in sections
    )
    return [(title, examples) for title, examples in found if examples]


@lru_cache(maxsize=8)
def sections(language: str, *, hard_breaks: bool) -> tuple[Section, ...]:
    """Return the title and the examples of each group. Rendered once in a process."""
    with translation.override(language):
        return tuple(
            (str(group.title), [_example(entry, language, hard_breaks) for entry in group.entries])
            for group in GROUPS
        )


def _example(entry: Entry, language: str, hard_breaks: bool) -> Example:
    source, title, text = entry.example(language), str(entry.title), str(entry.help)
    return Example(
        entry,
        title,
        text,
        source,
        _html(source, language, hard_breaks),
        folded(f"{title} {entry.words} {text} {source}"),
    )


def _html(source: str, language: str, hard_breaks: bool) -> SafeString:
    """Return the HTML of a page with this text; cards, ads and balloons show sample rows."""
    blog_settings = BlogSettings(toc_threshold=1)
    document = render(source, hard_breaks=hard_breaks, language=language)
    post = Post(body_html=document.html, toc=[heading.as_dict() for heading in document.toc])
    toc = toc_block.place(post.body_html, post, blog_settings)
    return slots.fill(
        document.html,
        {
            "image": _images,
            "balloon": _balloons,
            "card": _cards,
            "ad": _ads,
            "toc": partial(toc_block.fill, toc=toc, page_ads=PageAds()),
        },
    )


def _images(found: list[Slot]) -> list[str]:
    return [_image(slot) for slot in found]


def _image(slot: Slot) -> str:
    image = format_html(
        '<img src="{}" width="480" height="270" alt="{}">',
        static("img/help-example.svg"),
        slot.args.get("alt", ""),
    )
    if not slot.args.get("figure"):
        return image
    caption = slot.args.get("title", "")
    return format_html(
        '<figure class="figure">{}<figcaption>{}</figcaption></figure>', image, caption
    )


def _balloons(found: list[Slot]) -> list[str]:
    return [
        render_to_string(
            "components/balloon.html",
            {
                "name": slot.args["speaker"],
                "avatar": None,
                "side": slot.args.get("side") or Side.LEFT,
                "shape": Shape.SPEECH,
                "content": mark_safe(slot.inner),  # noqa: S308 - made by the renderer
            },
        )
        for slot in found
    ]


def _cards(found: list[Slot]) -> list[str]:
    title = translation.gettext("The title of the post")
    post = Post(title=title, title_html=title, slug="spring", published_at=timezone.now())
    return [render_to_string("components/link_card.html", {"post": post}) for _slot in found]


def _ads(found: list[Slot]) -> list[str]:
    label = translation.gettext("Sponsored link")
    ad = Ad(text=translation.gettext("The text of the ad"), url="https://example.com/")
    return [render_to_string("components/ad.html", {"ad": ad, "label": label}) for _slot in found]
