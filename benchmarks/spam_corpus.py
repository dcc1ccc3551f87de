"""The written comments (benchmarks/data/spam) and the halves they belong to."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "data" / "spam"
FILES = {"good": ("good_ja", "good_en", "later_good"), "spam": ("spam_ja", "spam_en", "later_spam")}


@dataclass(frozen=True)
class Sample:
    """One written comment; `blog` is the language of the posts that it was written for."""

    language: str
    name: str
    text: str
    is_spam: bool
    blog: str
    is_later: bool = False

    @property
    def is_for_measuring(self) -> bool:
        """Whether it belongs to the half that the filter never learns from; what was added later never does."""
        return not self.is_later and hashlib.sha256(self.text.encode()).digest()[0] % 2 == 1


def samples() -> list[Sample]:
    """Return every written comment."""
    return [
        _sample(line, label == "spam", name)
        for label, names in FILES.items()
        for name in names
        for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]


def _sample(line: str, is_spam: bool, file: str) -> Sample:
    language, name, text = json.loads(line)
    is_later = file.startswith("later")
    return Sample(language, name, text, is_spam, language if is_later else file[-2:], is_later)
