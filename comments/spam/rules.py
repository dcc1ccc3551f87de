"""Moderators' rules about writers, networks, words and domains, matched against a comment."""

from collections.abc import Callable

from comments import bans
from comments.enums import BanKind
from comments.models import Ban, Comment
from comments.spam import word_lists
from comments.spam.learning import normalized
from comments.spam.links import within
from comments.spam.normalized_text import NormalizedText, plain


def matching(comment: Comment, writer_key: str = "", network_key: str = "") -> list[Ban]:
    """Return the rules in force that match `comment`, the newest first, in one query.

    `writer_key` and `network_key` identify the sender (comments/identity.py); "" matches no rule.
    """
    comment_text = normalized(comment)
    keys = {BanKind.WRITER: writer_key, BanKind.NETWORK: network_key}
    return [
        ban
        for ban in Ban.objects.in_force()
        if (
            keys[BanKind(ban.kind)] == ban.value
            if ban.kind in keys
            else is_about(comment_text, ban.kind, ban.value)
        )
    ]


def is_about(comment_text: NormalizedText, kind: str, value: str) -> bool:
    """Whether the text or the name of a comment contains the word or domain `value`."""
    return bool(value.strip()) and _MATCHES[BanKind(kind)](comment_text, value)


def _has_word(comment_text: NormalizedText, value: str) -> bool:
    """Whether a text contains `value` as a whole word, as written or without disguises."""
    word = plain(value).strip()
    texts = (
        comment_text.plain,
        comment_text.unmasked,
        comment_text.plain_name,
        comment_text.unmasked_name,
    )
    return any(word_lists.holds(text, word) for text in texts)


def _has_domain(comment_text: NormalizedText, value: str) -> bool:
    """Whether a link leads to the domain or a subdomain: example.com matches shop.example.com."""
    parents = {bans.folded_domain(value)}
    return any(
        within(bans.folded_domain(link.domain), parents)
        for link in (*comment_text.links, *comment_text.name_links)
    )


_MATCHES: dict[BanKind, Callable[[NormalizedText, str], bool]] = {
    BanKind.WORD: _has_word,
    BanKind.DOMAIN: _has_domain,
}
