"""The sample comments (benchmarks/data/spam) and the part that each belongs to."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "data" / "spam"
FILES = {
    kind: [f"{kind}_ja", f"{kind}_en", f"later_{kind}", f"unseen_{kind}"]
    for kind in ("good", "spam")
}
TRAINING, MEASURING, UNSEEN = "training", "measuring", "unseen"


@dataclass(frozen=True)
class Sample:
    """One sample comment; `blog` is the language of the posts that it was written for."""

    language: str
    name: str
    text: str
    is_spam: bool
    blog: str
    part: str


def samples(part: str = "") -> list[Sample]:
    """Return all sample comments, or those of one part."""
    rows = [
        _sample(line, kind == "spam", name)
        for kind, names in FILES.items()
        for name in names
        for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    return [sample for sample in rows if part in ("", sample.part)]


def samples_of(path: Path) -> list[Sample]:
    """Return the comments of an external file: objects with `text`, `is_spam`, maybe `name` and `language`."""
    return [_outside(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _outside(row: dict[str, Any]) -> Sample:
    language = row.get("language", "ja")
    return Sample(
        language, row.get("name", ""), row["text"], bool(row["is_spam"]), language, UNSEEN
    )


def _sample(line: str, is_spam: bool, file: str) -> Sample:
    language, name, text = json.loads(line)
    source = next((part for part in ("later", "unseen") if file.startswith(part)), "")
    blog = language if source else file[-2:]
    return Sample(language, name, text, is_spam, blog, _part(source, text))


def _part(source: str, text: str) -> str:
    """Return the part: later files are for training; otherwise a hash decides, so adding one moves no other."""
    if source == "unseen":
        return UNSEEN
    is_odd = hashlib.sha256(text.encode()).digest()[0] % 2 == 1
    return MEASURING if is_odd and not source else TRAINING
