"""Spam filter: scores a comment and explains the score in sentences.

    assessment = spam.judge(comment, spam.Facts(language="ja", seconds=42, is_signed_in=False))

`judge` is called before a comment is saved and changes nothing. No data leaves this machine, unless the
owner has set an Akismet key (akismet.py). Modules import one way: score → reputation,
learning → text_rules → character_rules, links, phrase_rules → normalized_text, word_lists → rule_hits; learning →
patterns, bayes.
"""

from comments.spam.learning import learn, learn_from_decision, unlearn
from comments.spam.rule_hits import RuleHit, of_rows, sentences
from comments.spam.score import Assessment, Facts, Verdict, judge

__all__ = [
    "Assessment",
    "Facts",
    "RuleHit",
    "Verdict",
    "judge",
    "learn",
    "learn_from_decision",
    "of_rows",
    "sentences",
    "unlearn",
]
