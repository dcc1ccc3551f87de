"""The moderators' rules about writers, networks, words and domains, matched against a comment."""

from collections.abc import Callable

from comments import bans
from comments.enums import BanKind
from comments.models import Ban, Comment
from comments.spam import words
from comments.spam.learning import reading_of
from comments.spam.links import within
from comments.spam.reading import Reading, plain


def matching(comment: Comment, writer_key: str = "", network_key: str = "") -> list[Ban]:
    """Return the rules in force that are about `comment`, the newest first, in one query.

    `writer_key` and `network_key` are those of who sends it (comments/writers.py); "" is nobody.
    """
    reading = reading_of(comment)
    keys = {BanKind.WRITER: writer_key, BanKind.NETWORK: network_key}
    return [
        ban
        for ban in Ban.objects.in_force()
        if (
            keys[BanKind(ban.kind)] == ban.value
            if ban.kind in keys
            else is_about(reading, ban.kind, ban.value)
        )
    ]


def is_about(reading: Reading, kind: str, value: str) -> bool:
    """Whether a comment has the word or domain `value`, in its text or its name."""
    return bool(value.strip()) and _MATCHES[BanKind(kind)](reading, value)


def _has_word(reading: Reading, value: str) -> bool:
    """A word is found whole, in the text as it stands and without its disguises."""
    word = plain(value).strip()
    texts = (reading.plain, reading.unmasked, reading.plain_name, reading.unmasked_name)
    return any(words.holds(text, word) for text in texts)


def _has_domain(reading: Reading, value: str) -> bool:
    """A domain is found with everything below it: example.com also means shop.example.com."""
    parents = {bans.folded_domain(value)}
    return any(
        within(bans.folded_domain(link.domain), parents)
        for link in (*reading.links, *reading.name_links)
    )


_MATCHES: dict[BanKind, Callable[[Reading, str], bool]] = {
    BanKind.WORD: _has_word,
    BanKind.DOMAIN: _has_domain,
}
