"""The filter: how far a comment looks like spam, and why, in words.

    judgement = spam.judge(comment, spam.Facts(language="ja", seconds=42, is_signed_in=False))

`judge` is asked before a comment is saved and changes nothing. Nothing leaves this machine, save where
the owner gave a key of Akismet (akismet.py). Packages inside import one way: judging → history,
learning → letters, links, wording, bayes → reading, words → findings.
"""

from comments.spam.findings import Finding, of_rows, sentences
from comments.spam.judging import Facts, Judgement, Verdict, judge
from comments.spam.learning import learn, learn_from_decision, unlearn

__all__ = [
    "Facts",
    "Finding",
    "Judgement",
    "Verdict",
    "judge",
    "learn",
    "learn_from_decision",
    "of_rows",
    "sentences",
    "unlearn",
]
