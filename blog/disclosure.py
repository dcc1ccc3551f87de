"""What readers and machines are told about a text: that it advertises, that a machine wrote it."""

from django.utils.translation import gettext

from blog.enums import AIUse
from blog.models import Entry, Post
from core.models import SiteSettings

# IPTC's codes as schema.org names them (IPTCDigitalSourceEnumeration): made by a trained model, or
# by people and a model together. Nothing is claimed about texts that people wrote alone.
GENERATED_SOURCE = "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
MIXED_SOURCE = "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource"


# What the renderer leaves of a sponsored link and of an ad that the author named.
PAID_MARKS = ('rel="sponsored', "<!--slot:ad ")


def is_advertising(entry: Entry, site: SiteSettings) -> bool:
    """Whether readers are told that `entry` advertises, by its author's word or the site's rule."""
    if entry.is_advertising:
        return True
    if site.pr_rule == SiteSettings.PRRule.ALWAYS:
        return isinstance(entry, Post)
    is_looked_for = site.pr_rule == SiteSettings.PRRule.SPONSORED
    return is_looked_for and any(mark in entry.body_html for mark in PAID_MARKS)


def advertising_notice(entry: Entry, site: SiteSettings) -> str:
    """Return the sentence that Japanese law asks for (2023 rule on hidden advertising), or ""."""
    is_told = is_advertising(entry, site)
    return gettext("[PR] This article contains advertising.") if is_told else ""


def ai_notice(entry: Entry) -> str:
    """Return who wrote the text where a machine had a part in it, or ""."""
    if entry.ai_use == AIUse.GENERATED:
        return gettext("This article was written by AI and checked by its author.")
    if entry.ai_use == AIUse.ASSISTED:
        return gettext("This article was written with the help of AI.")
    if entry.has_ai_section:
        return gettext("A part of this article was written by AI. The part is marked in the text.")
    return ""


def notices(entry: Entry, site: SiteSettings) -> list[str]:
    """Return every disclosure of `entry`, the legal one first."""
    return [text for text in (advertising_notice(entry, site), ai_notice(entry)) if text]


def digital_source_type(entry: Entry) -> str:
    """Return schema.org's digitalSourceType of the text, or "" where people wrote it."""
    if entry.ai_use == AIUse.GENERATED:
        return GENERATED_SOURCE
    return MIXED_SOURCE if entry.ai_use == AIUse.ASSISTED or entry.has_ai_section else ""
