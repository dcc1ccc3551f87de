"""What the filter finds about a comment, kept as facts and told as sentences.

A finding is stored by code (Comment.signals) and put into words when somebody reads it, in their
language, so that no sentence stands in the database.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

#: Quotations from a comment are cut to this length before they are kept.
QUOTE_LENGTH = 60


class Code(StrEnum):
    """Every kind of finding. The values are stored: rename none."""

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
    AKISMET = "akismet"


_SENTENCES = {
    Code.LINKS_ONLY: _("It says little besides its link."),
    Code.LINK_MARKUP: _("It brings markup for links that nobody types by hand."),
    Code.SHORTENER: _("A link hides where it leads: %(quote)s"),
    Code.ODD_DOMAIN: _("A link leads to a domain as advertisers take them: %(quote)s"),
    Code.REFERRAL: _("A link or code pays whoever placed it: %(quote)s"),
    Code.NAME_LINK: _("The name is an address: %(quote)s"),
    Code.NAME_AD: _("The name is an advertisement: %(quote)s"),
    Code.CONTACT: _("It asks to get in touch elsewhere: %(quote)s"),
    Code.BAD_WORDS: _("Words of advertising: %(quote)s"),
    Code.OWN_WORDS: _("Words from your list: %(quote)s"),
    Code.PITCH: _("It calls on readers to do something at once: %(quote)s"),
    Code.PROMISE: _("It promises money: %(quote)s"),
    Code.FLATTERY: _("Praise that would fit any post, with an interest of its own."),
    Code.STOCK: _("Sentences that machines leave on blogs everywhere: %(quote)s"),
    Code.SHOUTING: _("It shouts."),
    Code.STUFFED: _("The same word comes again and again: %(quote)s"),
    Code.LANGUAGE: _("It is written in a script that readers of this post hardly read."),
    Code.HIDDEN: _("Invisible characters stand inside its words."),
    Code.LOOKALIKES: _("Words mix letters of several scripts that look alike: %(quote)s"),
    Code.FANCY: _("It is dressed in letters that no keyboard types: %(quote)s"),
    Code.SPACED: _("Its words are torn apart: %(quote)s"),
    Code.PILES: _("Piles of accents cover its lines."),
    Code.MEMBER: _("Its writer has an account."),
    Code.LEARNT_SPAM: _("It reads like what moderators called spam: %(percent)d %%"),
    Code.LEARNT_GOOD: _("It reads like what moderators let through."),
    Code.AKISMET: _("Akismet calls it spam."),
}


@dataclass(frozen=True)
class Finding:
    """One thing found: `points` against the comment, or below 0 for it; `params` fill the sentence."""

    code: Code
    points: int
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """What was found, in the language in use."""
        counted = _counted(self.code, self.params)
        return counted if counted else str(_SENTENCES[self.code]) % self.params

    @property
    def row(self) -> dict[str, Any]:
        """The finding as Comment.signals keeps it."""
        return {"code": self.code.value, "points": self.points, "params": dict(self.params)}


def quoted(texts: Iterable[str]) -> dict[str, str]:
    """Return the params of a finding that quotes `texts`, short enough to keep."""
    found = ", ".join(dict.fromkeys(texts))
    return {"quote": found if len(found) <= QUOTE_LENGTH else f"{found[: QUOTE_LENGTH - 1]}…"}


def of_rows(rows: Any) -> list[Finding]:
    """Return the findings kept in Comment.signals, the heaviest first.

    Rows that this version does not know are left out: an older or newer one may have written them.
    """
    known = [finding for row in rows or () if (finding := _of_row(row)) is not None]
    return sorted(known, key=lambda finding: -abs(finding.points))


def sentences(rows: Any) -> list[str]:
    """Return the sentences of Comment.signals in the language in use, the heaviest finding first."""
    return [finding.sentence for finding in of_rows(rows)]


def _of_row(row: Any) -> Finding | None:
    try:
        finding = Finding(Code(row["code"]), int(row["points"]), row["params"])
        str(finding.sentence)
    except (KeyError, TypeError, ValueError):
        return None
    return finding


def _counted(code: Code, params: Mapping[str, Any]) -> str:
    """Return the sentence of a finding that counts something, "" for any other."""
    number = params.get("number", 0)
    if code == Code.LINKS:
        said = ngettext("It has %(number)d link.", "It has %(number)d links.", number)
    elif code == Code.FAST:
        said = ngettext(
            "It was sent %(number)d second after the form was opened.",
            "It was sent %(number)d seconds after the form was opened.",
            number,
        )
    elif code == Code.WRITER_GOOD:
        said = ngettext(
            "%(number)d comment of this writer was approved.",
            "%(number)d comments of this writer were approved.",
            number,
        )
    elif code == Code.WRITER_BAD:
        said = ngettext(
            "%(number)d comment of this writer was rejected or spam.",
            "%(number)d comments of this writer were rejected or spam.",
            number,
        )
    elif code == Code.NETWORK_BAD:
        said = ngettext(
            "%(number)d comment from this network was spam.",
            "%(number)d comments from this network were spam.",
            number,
        )
    elif code == Code.AKISMET and not params.get("is_spam"):
        said = gettext("Akismet finds nothing wrong with it.")
    elif code == Code.REPEATED and params.get("was_spam"):
        said = gettext("The same text was spam before.")
    elif code == Code.REPEATED:
        said = ngettext(
            "The same text came %(number)d time before.",
            "The same text came %(number)d times before.",
            number,
        )
    else:
        return ""
    return said % params
