"""Search in the settings: by title, label, help text and keywords, in every language."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation

from core.settings_groups import Group, Section, Text, sections


@dataclass(frozen=True)
class Entry:
    """A setting or list of a group. `anchor` is its id on the group's page; `words` are case-folded."""

    label: str
    anchor: str
    words: str


@dataclass(frozen=True)
class Result:
    """A group with its matching entries, or with all entries if the group itself matches."""

    group: Group
    entries: list[Entry]
    words: str


def folded(text: str) -> str:
    """Return `text` in NFKC and case-folded, so that width and case do not matter."""
    return unicodedata.normalize("NFKC", text).casefold()


def search(groups: Iterable[Group], query: str = "") -> list[Result]:
    """Return the groups that match every word of `query` by their own words plus those of one entry."""
    query_words = folded(query).split()
    results = []
    for group in groups:
        words, entries = _in_all_languages(_group_words(group)), _entries(group)
        if not all(word in words for word in query_words):
            entries = [
                entry
                for entry in entries
                if all(word in f"{words} {entry.words}" for word in query_words)
            ]
            if not entries:
                continue
        results.append(Result(group, entries, words))
    return results


def _entries(group: Group) -> list[Entry]:
    return [entry for section in sections(group) for entry in _section_entries(section)]


def _section_entries(section: Section) -> Iterable[Entry]:
    section_texts = [section.title, section.help]
    for bound in section.form() if section.form else ():
        choices = [label for _key, label in getattr(bound.field, "choices", ())][:20]
        words = [bound.label, bound.field.help_text, *choices, *section_texts]
        yield Entry(_capitalized(bound.label), bound.auto_id, _in_all_languages(words))
    for link in section.links:
        words = [link.label, *section_texts]
        yield Entry(_capitalized(link.label), link.anchor, _in_all_languages(words))


def _group_words(group: Group) -> list[Text]:
    return [group.title, group.help, *group.keywords]


def _in_all_languages(texts: Iterable[Text]) -> str:
    """Return the folded texts in every language of the site, one per line, so no word spans two texts."""
    translated: dict[str, None] = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            translated.update(dict.fromkeys(folded(str(text)) for text in texts if text))
    return "\n".join(translated)


def _capitalized(label: Text) -> str:
    text = str(label)
    return text[:1].upper() + text[1:]
