"""Extracts the texts of the product and compiles the catalogues: `make messages`.

Texts in the code are English; locale/<language>/LC_MESSAGES/django.po holds every other language.
Catalogues are sorted, without line numbers and dates, so that diffs are minimal. There are no fuzzy
translations: a new text has an empty translation, and tests/project fails until it has one.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ["ja"]  # English is the language of the code
NOT_SHOWN = ("tests/", "tools/", "docs/")
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)  # instead of the time of compiling: same input, same bytes

# Position of context, singular and plural among the arguments of each function.
FUNCTIONS: dict[str, tuple[int | None, int, int | None]] = {
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "_": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
IN_TEMPLATE = re.compile(r"(?<![\w.])(?:n?p?gettext|_)(?=\()")

# Texts of packages whose own Japanese is missing or poor: one per line, a tab before a plural.
OF_PACKAGES = Path(__file__).parent / "package_texts"
DOMAINS = ["django", "djangojs"]  # djangojs has texts of packages only


class Text(NamedTuple):
    """One translatable text. `plural` and `context` are empty where there is none."""

    singular: str
    plural: str = ""
    context: str = ""


def main() -> int:
    """Update and compile every catalogue, and print what is missing."""
    found = {"django": extract(), "djangojs": of_packages("djangojs")}
    for language, domain in product(LANGUAGES, DOMAINS):
        texts = found[domain]
        catalog = updated(load(language, domain), texts, language)
        path_of(language, domain).parent.mkdir(parents=True, exist_ok=True)
        po = as_po(catalog)
        path_of(language, domain).write_bytes(po)
        path_of(language, domain).with_suffix(".mo").write_bytes(as_mo(po, language))
        missing = [
            str(message.id) for message in catalog if message.id and not is_complete(message)
        ]
        print(f"{language}/{domain}: {len(texts)} texts, {len(missing)} without translation")
        print(*missing, sep="\n")
    return 0


def path_of(language: str, domain: str = "django") -> Path:
    """Return the path of the catalogue of a language."""
    return ROOT / "locale" / language / "LC_MESSAGES" / f"{domain}.po"


def extract() -> set[Text]:
    """Return every translatable text of the product."""
    texts = of_packages("django")
    for name in _tracked_files():
        source = (ROOT / name).read_text(encoding="utf-8")
        if name.endswith(".py"):
            texts.update(in_python(source))
        else:
            texts.update(in_template(source, name))
    return texts


def of_packages(domain: str) -> set[Text]:
    """Return the texts of packages that our catalogue of `domain` translates instead of theirs."""
    lines = (OF_PACKAGES / f"{domain}.txt").read_text(encoding="utf-8").splitlines()
    return {Text(*line.split("\t")) for line in lines}


def load(language: str, domain: str = "django") -> Catalog:
    """Return the stored catalogue, or an empty one."""
    path = path_of(language, domain)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def updated(old: Catalog, texts: set[Text], language: str) -> Catalog:
    """Return a catalogue of exactly `texts`, with the translations that `old` has for them."""
    new = Catalog(locale=language, charset="utf-8", creation_date=EPOCH, revision_date=EPOCH)
    for text in sorted(texts):
        known = old.get(text.singular, context=text.context or None)
        identity = (text.singular, text.plural) if text.plural else text.singular
        same_kind = known is not None and isinstance(known.id, tuple) == bool(text.plural)
        translation = known.string if known is not None and same_kind else None
        new.add(identity, translation or "", context=text.context or None)
    return new


def is_complete(message: object) -> bool:
    """Whether a message of a catalogue has all its translations."""
    string = getattr(message, "string", "")
    return all(string) if isinstance(string, tuple) else bool(string)


def as_po(catalog: Catalog) -> bytes:
    """Return the catalogue as text, under a header without dates and names."""
    body = BytesIO()
    write_po(body, catalog, width=100, omit_header=True, sort_output=True, no_location=True)
    header = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {catalog.locale}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {catalog.plural_forms}\\n"\n\n'
    )
    return header.encode() + body.getvalue()


def as_mo(po: bytes, language: str) -> bytes:
    """Return the catalogue `po` as gettext reads it."""
    catalog = read_po(BytesIO(po), locale=language)
    catalog.creation_date = catalog.revision_date = EPOCH
    body = BytesIO()
    write_mo(body, catalog)
    return body.getvalue()


def _tracked_files() -> list[str]:
    """Python files and templates of the product, whether committed yet or not."""
    patterns = ["*.py", "*/templates/*", "templates/*"]
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    output = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [
        name
        for name in sorted(set(output.splitlines()))
        if not name.startswith(NOT_SHOWN) and "/migrations/" not in name and (ROOT / name).exists()
    ]


def in_python(source: str) -> Iterator[Text]:
    """Yield the texts of a Python module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield from _in_call(node)


def in_template(source: str, name: str) -> Iterator[Text]:
    """Yield the texts of a template: Django turns it into calls, each of which is parsed separately."""
    calls = templatize(source, origin=name)
    for match in IN_TEMPLATE.finditer(calls):
        node = ast.parse(calls[match.start() : _end_of_call(calls, match.end())], mode="eval").body
        if isinstance(node, ast.Call):
            yield from _in_call(node)


def _end_of_call(source: str, start: int) -> int:
    """Return the position after the parenthesis that closes the one at `start`."""
    depth, position = 0, start
    token = re.compile(r"""[()]|(["'])(?:\\.|(?!\1).)*\1""", re.DOTALL)
    while match := token.search(source, position):
        position = match.end()
        depth += {"(": 1, ")": -1}.get(match[0], 0)
        if depth == 0:
            return position
    raise ValueError(f"A call does not end: {source[start : start + 60]!r}")


def _in_call(node: ast.Call) -> Iterator[Text]:
    """Yield the text of a call of a translating function whose arguments are plain strings."""
    function = (
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    )
    if function not in FUNCTIONS:
        return
    values = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args]

    def argument(position: int | None) -> str:
        value = values[position] if position is not None and position < len(values) else ""
        return value if isinstance(value, str) else ""

    context, singular, plural = map(argument, FUNCTIONS[function])
    if singular:
        yield Text(singular, plural, context)


if __name__ == "__main__":
    sys.exit(main())
