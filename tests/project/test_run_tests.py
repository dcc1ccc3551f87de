"""`make test` succeeds only if everything passed."""

import pytest

from tools import run_tests


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ([0], 0),
        ([0, 0], 0),
        ([0, run_tests.NO_TESTS], 0),
        ([1, 0], 1),
        ([0, 1], 1),
        ([run_tests.NO_TESTS, 0], 1),
        ([-9, 0], 1),  # ended by a signal
        ([0, -15], 1),
    ],
)
def test_one_run_that_did_not_pass_fails_all(codes: list[int], expected: int) -> None:
    assert run_tests.exit_code(codes) == expected


def test_the_first_run_uses_no_server_and_the_second_the_named_ones(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = []
    monkeypatch.setattr(run_tests, "ensure", lambda *row: "")
    monkeypatch.setattr(run_tests, "in_parallel", list)
    monkeypatch.setattr(
        run_tests,
        "run_pytest",
        lambda arguments, without=(): runs.append((arguments, without)) or 0,
    )
    monkeypatch.setenv("DATABASE_URL", "postgresql://127.0.0.1/postgres")
    monkeypatch.delenv("REDIS_URL", raising=False)
    assert run_tests.main([]) == 0
    assert runs == [([], run_tests.SERVERS), (["--servers"], ())]
    said = capsys.readouterr().out
    assert "REDIS_URL names no server" in said
    assert "DATABASE_URL names no server" not in said
