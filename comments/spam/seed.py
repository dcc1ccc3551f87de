"""What a fresh site knows of spam: learnt from written comments, kept beside this module.

`python -m benchmarks.spam --learn` writes the file anew from the training half of its comments.
"""

import json
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from comments.spam.bayes import ALL, Counts, Memory, tokens_of
from comments.spam.reading import Reading

PATH = Path(__file__).with_name("seed.json")
#: A token of fewer comments is left out: it says more about one comment than about spam.
MIN_COMMENTS = 2


@cache
def load() -> Memory:
    """Return the seed. It is the same for every request, so it is read once."""
    rows = json.loads(PATH.read_text(encoding="utf-8"))
    return Memory({token: Counts(good, spam) for token, (good, spam) in rows.items()})


def learn(samples: Iterable[tuple[Reading, bool]]) -> Memory:
    """Return what is to be learnt of `samples`: pairs of a comment and whether it is spam."""
    good: Counter[str] = Counter()
    spam: Counter[str] = Counter()
    for reading, is_spam in samples:
        (spam if is_spam else good).update([ALL, *tokens_of(reading)])
    tokens = {token for token in good | spam if good[token] + spam[token] >= MIN_COMMENTS}
    return Memory({token: Counts(good[token], spam[token]) for token in sorted(tokens | {ALL})})


def write(memory: Memory) -> None:
    """Write `memory` into the file, a token a line, so that a change can be read."""
    rows = {token: [counts.good, counts.spam] for token, counts in memory.counts.items()}
    lines = ",\n".join(
        f"{json.dumps(token, ensure_ascii=False)}:{json.dumps(row)}" for token, row in rows.items()
    )
    PATH.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")
    load.cache_clear()
