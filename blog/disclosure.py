"""Disclosures of an entry for readers and machines: advertising, use of AI."""

from django.utils.translation import gettext

from blog.enums import AIUse
from blog.models import BlogSettings, Entry, Post

# IPTC's codes as schema.org names them (IPTCDigitalSourceEnumeration): made by a trained model, or
# by people and a model together. Texts that people wrote alone get no code.
GENERATED_SOURCE = "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
MIXED_SOURCE = "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource"


# Rendered markup of a sponsored link, and of an ad inserted by name.
PAID_MARKS = ('rel="sponsored', "<!--slot:ad ")


def is_advertising(entry: Entry, blog_settings: BlogSettings) -> bool:
    """Whether `entry` shows the PR notice: its author marked it, or the site's rule applies."""
    if entry.is_advertising:
        return True
    if blog_settings.pr_rule == BlogSettings.PRRule.ALWAYS:
        return isinstance(entry, Post)
    checks_body = blog_settings.pr_rule == BlogSettings.PRRule.SPONSORED
    return checks_body and contains_ads(entry)


def contains_ads(entry: Entry) -> bool:
    """Whether the rendered text of `entry` has a sponsored link or an ad inserted by name."""
    return any(mark in entry.body_html for mark in PAID_MARKS)


def advertising_notice(entry: Entry, blog_settings: BlogSettings) -> str:
    """Return the notice that Japanese law requires (2023 rule on hidden advertising), or ""."""
    if not is_advertising(entry, blog_settings):
        return ""
    return gettext("[PR] This article contains advertising.")


def ai_notice(entry: Entry) -> str:
    """Return the sentence about the use of AI in the text, or ""."""
    if entry.ai_use == AIUse.GENERATED:
        return gettext("This article was written by AI and checked by its author.")
    if entry.ai_use == AIUse.ASSISTED:
        return gettext("This article was written with the help of AI.")
    if entry.has_ai_section:
        return gettext("A part of this article was written by AI. The part is marked in the text.")
    return ""


def notices(entry: Entry, blog_settings: BlogSettings) -> list[str]:
    """Return the disclosures of `entry`, the advertising notice first."""
    return [text for text in (advertising_notice(entry, blog_settings), ai_notice(entry)) if text]


def digital_source_type(entry: Entry) -> str:
    """Return schema.org's digitalSourceType of the text, or "" if people wrote it."""
    if entry.ai_use == AIUse.GENERATED:
        return GENERATED_SOURCE
    return MIXED_SOURCE if entry.ai_use == AIUse.ASSISTED or entry.has_ai_section else ""
