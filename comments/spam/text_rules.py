"""Rules on text and name of a comment, which need no query."""

from collections.abc import Sequence

from comments.spam import character_rules, links, phrase_rules
from comments.spam.normalized_text import NormalizedText
from comments.spam.rule_hits import RuleHit


def text_hits(
    comment_text: NormalizedText, language: str, words: Sequence[str] = ()
) -> list[RuleHit]:
    """Return the hits of all text rules; `language` is the entry's, `words` are the owner's."""
    return [
        *links.find_hits(comment_text.plain, comment_text.offers),
        *links.name_hits(comment_text.name_links),
        *character_rules.find_hits(comment_text, language),
        *phrase_rules.find_hits(comment_text, words),
    ]
