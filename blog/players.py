"""Providers of videos, music and posts whose player a card can load, after the reader's click.

The owner allows providers by name (BlogSettings.players; none by default). Only then do pages with such a
card allow the provider's frames in their Content-Security-Policy. The hosts are those that set the fewest
cookies. `static/js/players.js` loads the frame.
"""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from django.http import HttpResponse

from blog.models import BlogSettings, Entry
from core.markdown.external_cards import MARK
from core.middleware import permissions_policy

#: Browser features that players need, and other pages do not have.
_FEATURES: Final = ("autoplay", "encrypted-media", "fullscreen")


@dataclass(frozen=True)
class Provider:
    """A provider. `pattern` matches a normal URL; `frame` is the player's URL with the match's groups.

    `shape` is the player's: "video" (16:9), "audio" (low) or "post" (high). `oembed` is the endpoint for title
    and picture, or "" if its pages have them.
    """

    label: str
    pattern: re.Pattern[str]
    origin: str
    frame: str
    shape: str = "video"
    oembed: str = ""


@dataclass(frozen=True)
class Player:
    """The player of one URL."""

    provider: Provider
    url: str


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(rf"https?://(?:www\.|m\.)?{text}(?:[/?&].*)?", re.ASCII)


PROVIDERS: Final = {
    "youtube": Provider(
        "YouTube",
        _pattern(
            r"(?:music\.)?(?:youtu\.be/|youtube\.com/(?:watch\?(?:[^#]*&)?v=|shorts/|live/|embed/))"
            r"(?P<id>[\w-]{11})"
        ),
        "https://www.youtube-nocookie.com",
        "/embed/{id}?autoplay=1",
        oembed="https://www.youtube.com/oembed",
    ),
    "vimeo": Provider(
        "Vimeo",
        _pattern(r"vimeo\.com/(?P<id>[0-9]{1,12})"),
        "https://player.vimeo.com",
        "/video/{id}?dnt=1&autoplay=1",
        oembed="https://vimeo.com/api/oembed.json",
    ),
    "niconico": Provider(
        "ニコニコ動画",
        _pattern(r"(?:sp\.)?(?:nicovideo\.jp/watch|nico\.ms)/(?P<id>(?:sm|so|nm)?[0-9]{1,12})"),
        "https://embed.nicovideo.jp",
        "/watch/{id}",
    ),
    "spotify": Provider(
        "Spotify",
        _pattern(
            r"open\.spotify\.com/(?:intl-[a-z]{2}/)?"
            r"(?P<kind>track|album|playlist|artist|episode|show)/(?P<id>[A-Za-z0-9]{22})"
        ),
        "https://open.spotify.com",
        "/embed/{kind}/{id}",
        shape="audio",
        oembed="https://open.spotify.com/oembed",
    ),
    "soundcloud": Provider(
        "SoundCloud",
        _pattern(r"(?P<path>soundcloud\.com/[\w-]{1,80}/[\w-]{1,200})"),
        "https://w.soundcloud.com",
        "/player/?url=https%3A//{path}&auto_play=true",
        shape="audio",
        oembed="https://soundcloud.com/oembed",
    ),
    "x": Provider(
        "X",
        _pattern(r"(?:mobile\.)?(?:x|twitter)\.com/\w{1,15}/status/(?P<id>[0-9]{1,20})"),
        "https://platform.twitter.com",
        "/embed/Tweet.html?dnt=true&id={id}",
        shape="post",
        oembed="https://publish.twitter.com/oembed",
    ),
}


def provider_of(url: str) -> Provider | None:
    """Return the provider of a normal URL, whether the owner allows it or not."""
    return next((found for found in PROVIDERS.values() if found.pattern.fullmatch(url)), None)


def player_of(url: str, blog_settings: BlogSettings) -> Player | None:
    """Return the player of a normal URL if the owner allows its provider."""
    for name in blog_settings.players:
        provider = PROVIDERS.get(name)
        match = provider.pattern.fullmatch(url) if provider else None
        if provider and match:
            groups = {key: quote(value) for key, value in match.groupdict().items()}
            return Player(provider, provider.origin + provider.frame.format(**groups))
    return None


def has_players(entry: Entry, blog_settings: BlogSettings) -> bool:
    """Whether the page of `entry` may show a player: it has cards, and the owner allows providers."""
    return bool(blog_settings.players) and MARK in entry.body_html


def allow(response: HttpResponse, entry: Entry, blog_settings: BlogSettings) -> HttpResponse:
    """Let the page of `entry` load the players that the owner allows; return the response."""
    if has_players(entry, blog_settings):
        names = (name for name in blog_settings.players if name in PROVIDERS)
        origins = [PROVIDERS[name].origin for name in names]
        response._csp_update = {"frame-src": origins}  # type: ignore[attr-defined] # read by django-csp
        response.headers["Permissions-Policy"] = permissions_policy(
            dict.fromkeys(_FEATURES, origins)
        )
    return response
