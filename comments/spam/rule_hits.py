"""Rule hits of the spam filter: a code, points and parameters, rendered as sentences.

A hit is stored by code in Comment.signals. Its sentence is rendered in the language of the person who
reads it, so no sentence is stored in the database.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import cast

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

#: Quotations from a comment are truncated to this length before they are stored.
QUOTE_LENGTH = 60


class Code(StrEnum):
    """Kinds of rule hits. The values are stored in the database, so they must not change."""

    LINKS = "links"
    LINKS_ONLY = "links-only"
    LINK_MARKUP = "link-markup"
    SHORTENER = "shortener"
    ODD_DOMAIN = "odd-domain"
    REFERRAL = "referral"
    NAME_LINK = "name-link"
    NAME_AD = "name-ad"
    CONTACT = "contact"
    BAD_WORDS = "bad-words"
    OWN_WORDS = "own-words"
    PITCH = "pitch"
    PROMISE = "promise"
    FLATTERY = "flattery"
    STOCK = "stock"
    SHOUTING = "shouting"
    STUFFED = "stuffed"
    LANGUAGE = "language"
    HIDDEN = "hidden"
    LOOKALIKES = "lookalikes"
    FANCY = "fancy"
    SPACED = "spaced"
    PILES = "piles"
    FAST = "fast"
    MEMBER = "member"
    WRITER_GOOD = "writer-good"
    WRITER_BAD = "writer-bad"
    NETWORK_BAD = "network-bad"
    REPEATED = "repeated"
    LEARNT_SPAM = "learnt-spam"
    LEARNT_GOOD = "learnt-good"
    RESEMBLES_SPAM = "resembles-spam"
    AKISMET = "akismet"


_SENTENCES = {
    Code.LINKS_ONLY: _("It contains little besides its link."),
    Code.LINK_MARKUP: _("It contains link markup that no one types by hand."),
    Code.SHORTENER: _("A link hides where it leads: %(quote)s"),
    Code.ODD_DOMAIN: _("A link leads to a domain typical of advertising: %(quote)s"),
    Code.REFERRAL: _("A link or code pays the person who posted it: %(quote)s"),
    Code.NAME_LINK: _("The name is a URL: %(quote)s"),
    Code.NAME_AD: _("The name is an advertisement: %(quote)s"),
    Code.CONTACT: _("It asks to get in touch elsewhere: %(quote)s"),
    Code.BAD_WORDS: _("Words typical of advertising: %(quote)s"),
    Code.OWN_WORDS: _("Words from your list: %(quote)s"),
    Code.PITCH: _("It urges readers to act immediately: %(quote)s"),
    Code.PROMISE: _("It promises money: %(quote)s"),
    Code.FLATTERY: _("Praise that fits any post, combined with advertising."),
    Code.STOCK: _("Standard phrases that bots post on blogs: %(quote)s"),
    Code.SHOUTING: _("It uses exaggerated punctuation or capitals."),
    Code.STUFFED: _("The same word is repeated many times: %(quote)s"),
    Code.LANGUAGE: _("It is written in a script that readers of this post rarely read."),
    Code.HIDDEN: _("Its words contain invisible characters."),
    Code.LOOKALIKES: _("Words mix letters of several scripts that look alike: %(quote)s"),
    Code.FANCY: _("It uses decorative letters that no keyboard types: %(quote)s"),
    Code.SPACED: _("Its words are split into single letters: %(quote)s"),
    Code.PILES: _("Stacked accents cover its lines."),
    Code.MEMBER: _("The commenter has an account."),
    Code.LEARNT_SPAM: _("It resembles comments marked as spam: %(percent)d %%"),
    Code.LEARNT_GOOD: _("It resembles approved comments."),
    Code.RESEMBLES_SPAM: _("It resembles what was marked as spam on this site: %(quote)s"),
    Code.AKISMET: _("Akismet calls it spam."),
}


@dataclass(frozen=True)
class RuleHit:
    """A rule that matched: points (below 0 in favour of the comment) and parameters of the sentence."""

    code: Code
    points: int
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """The sentence in the active language."""
        counted = _counted(self.code, self.params)
        return counted if counted else str(_SENTENCES[self.code]) % self.params

    @property
    def row(self) -> dict[str, object]:
        """The hit as it is stored in Comment.signals."""
        return {"code": self.code.value, "points": self.points, "params": dict(self.params)}


def quoted(texts: Iterable[str]) -> dict[str, str]:
    """Return the parameters of a hit that quotes `texts`, truncated to QUOTE_LENGTH."""
    quote = ", ".join(dict.fromkeys(texts))
    return {"quote": quote if len(quote) <= QUOTE_LENGTH else f"{quote[: QUOTE_LENGTH - 1]}…"}


def of_rows(rows: Iterable[object] | None) -> list[RuleHit]:
    """Return the hits stored in Comment.signals, those with most points first.

    Unknown rows are ignored: an older or newer version may have written them.
    """
    hits = [hit for row in rows or () if (hit := _of_row(row)) is not None]
    return sorted(hits, key=lambda hit: -abs(hit.points))


def sentences(rows: Iterable[object] | None) -> list[str]:
    """Return the sentences of Comment.signals in the active language, those with most points first."""
    return [hit.sentence for hit in of_rows(rows)]


def _of_row(row: object) -> RuleHit | None:
    if not isinstance(row, Mapping):
        return None
    try:
        hit = RuleHit(Code(row["code"]), int(row["points"]), row["params"])
        str(hit.sentence)
    except (KeyError, TypeError, ValueError):
        return None
    return hit


def _counted(code: Code, params: Mapping[str, object]) -> str:
    """Return the sentence of a hit with a plural or a special case, "" for any other."""
    number = cast(int, params.get("number", 0))
    if code == Code.LINKS:
        sentence = ngettext("It has %(number)d link.", "It has %(number)d links.", number)
    elif code == Code.FAST:
        sentence = ngettext(
            "It was sent %(number)d second after the form was opened.",
            "It was sent %(number)d seconds after the form was opened.",
            number,
        )
    elif code == Code.WRITER_GOOD:
        sentence = ngettext(
            "%(number)d comment by this commenter was approved.",
            "%(number)d comments by this commenter were approved.",
            number,
        )
    elif code == Code.WRITER_BAD:
        sentence = ngettext(
            "%(number)d comment by this commenter was rejected or spam.",
            "%(number)d comments by this commenter were rejected or spam.",
            number,
        )
    elif code == Code.NETWORK_BAD:
        sentence = ngettext(
            "%(number)d comment from this network was spam.",
            "%(number)d comments from this network were spam.",
            number,
        )
    elif code == Code.AKISMET and not params.get("is_spam"):
        sentence = gettext("Akismet finds nothing wrong with it.")
    elif code == Code.RESEMBLES_SPAM and not params.get("quote"):
        sentence = gettext("It resembles what was marked as spam on this site.")
    elif code == Code.REPEATED and params.get("was_spam"):
        sentence = gettext("The same text was marked as spam before.")
    elif code == Code.REPEATED:
        sentence = ngettext(
            "The same text was sent %(number)d time before.",
            "The same text was sent %(number)d times before.",
            number,
        )
    else:
        return ""
    return sentence % params
