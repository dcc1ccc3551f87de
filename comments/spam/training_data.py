"""Seed of the Bayes filter for a new site: token counts of sample comments in data/seed.json.

`python -m benchmarks.spam --learn` regenerates the file from the training half of its samples.
"""

import json
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from comments.spam.bayes import ALL, Counts, TokenCounts, tokens_of
from comments.spam.normalized_text import NormalizedText

PATH = Path(__file__).with_name("data") / "seed.json"
#: Minimum number of comments with a token; a rarer one describes a comment rather than spam.
MIN_COMMENTS = 2


@cache
def load() -> TokenCounts:
    """Return the seed; the file is read once per process."""
    rows = json.loads(PATH.read_text(encoding="utf-8"))
    return TokenCounts({token: Counts(good, spam) for token, (good, spam) in rows.items()})


def learn(samples: Iterable[tuple[NormalizedText, bool]]) -> TokenCounts:
    """Return the token counts of `samples`: pairs of a comment and whether it is spam."""
    good: Counter[str] = Counter()
    spam: Counter[str] = Counter()
    for comment_text, is_spam in samples:
        (spam if is_spam else good).update([ALL, *tokens_of(comment_text)])
    tokens = {token for token in good | spam if good[token] + spam[token] >= MIN_COMMENTS}
    return TokenCounts(
        {token: Counts(good[token], spam[token]) for token in sorted(tokens | {ALL})}
    )


def write(token_counts: TokenCounts) -> None:
    """Write `token_counts` to the file, one token per line, so that diffs are readable."""
    rows = {token: [counts.good, counts.spam] for token, counts in token_counts.counts.items()}
    lines = ",\n".join(
        f"{json.dumps(token, ensure_ascii=False)}:{json.dumps(row)}" for token, row in rows.items()
    )
    PATH.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")
    load.cache_clear()
