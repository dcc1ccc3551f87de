"""Rule hits: stored rows and their sentences."""

import pytest

from comments.spam.rule_hits import Code, RuleHit, of_rows, sentences


def test_every_finding_is_told_in_words() -> None:
    params = {"number": 2, "quote": "カジノ", "percent": 93}
    said = [RuleHit(code, 10, params).sentence for code in Code]
    assert len(set(said)) == len(Code)
    assert all(said)


def test_findings_are_kept_as_facts_and_told_the_heaviest_first() -> None:
    rows = [RuleHit(Code.LINKS, 8, {"number": 1}).row, RuleHit(Code.MEMBER, -25).row]
    assert [finding.code for finding in of_rows(rows)] == [Code.MEMBER, Code.LINKS]
    assert len(sentences(rows)) == 2


@pytest.mark.parametrize(
    "rows",
    [
        None,
        [],
        ["x"],
        [{}],
        [{"code": "new", "points": 1, "params": {}}],
        [{"code": "pitch", "points": 1, "params": {}}],
    ],
)
def test_rows_that_this_version_does_not_know_are_left_out(rows: object) -> None:
    assert sentences(rows) == []
