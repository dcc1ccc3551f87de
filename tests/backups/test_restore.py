"""A backup made while people write, restored on another machine, is the site as it was."""

import os
import re
import signal
import stat
import subprocess
import time

WRITERS = 8


def test_eight_writers_a_backup_and_an_empty_machine(site, empty_site, tmp_path):
    before, acknowledged, backup = commented_during_a_backup(site, tmp_path)
    assert len(before) >= WRITERS

    said = empty_site.manage("restore", str(backup)).stdout

    assert "The site is as it was" in said
    there, problems, files = empty_site.ask("comments", "problems", "files")
    assert before.items() <= there.items()  # what was acknowledged before it began
    everything, files_before = site.ask("comments", "files")
    assert acknowledged.items() <= everything.items()
    # A snapshot: what was written is there up to one moment, without holes.
    assert there == {key: everything[key] for key in sorted(everything, key=int)[: len(there)]}
    assert problems == []
    assert files == files_before
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600

    # No writer is running: encrypted, over what is there, after which every page is the same.
    (tmp_path / "words").write_text("秘密の合言葉\n")
    options = ("--passphrase-file", str(tmp_path / "words"))
    second = site.backup("second.tar.age", *options)
    question = empty_site.refused("restore", str(second), *options)
    assert re.search(r"This site holds 2 posts, \d+ comments", question)
    said = empty_site.manage("restore", str(second), "--yes", *options).stdout
    [pages] = site.ask("pages")
    assert empty_site.ask("pages") == [pages]
    assert {status for status, _digest in pages.values()} == {200}

    # The state before was kept, and leads back.
    kept = re.search(r"kept in (\S+)", said)[1]
    empty_site.manage("restore", kept, "--yes", "--no-safety-copy", *options)
    assert empty_site.ask("comments") == [there]


def commented_during_a_backup(site, tmp_path):
    """Let eight processes write comments; return those acknowledged before, and in all, and the backup."""
    logs = [tmp_path / f"writer{number}.log" for number in range(WRITERS)]
    writers = []
    for number, log in enumerate(logs):
        with log.open("w") as output:
            command = ("-m", "tests.backups.commenter", str(number))
            writers.append(site.start(*command, stdout=output, stderr=subprocess.STDOUT))
    try:
        wait_until(lambda: all(len(acknowledged_in([log])) >= 2 for log in logs))
        before = acknowledged_in(logs)
        backup = site.backup("first.tar")
        after = acknowledged_in(logs)
        wait_until(lambda: len(acknowledged_in(logs)) > len(after))  # they still go on
    finally:
        for writer in writers:
            writer.send_signal(signal.SIGKILL)
            writer.wait()
    assert len(after) > len(before)
    return before, acknowledged_in(logs), backup


def acknowledged_in(logs):
    lines = "".join(log.read_text() for log in logs).splitlines(keepends=True)
    assert not [line for line in lines if "Error" in line]
    return dict(line.split(maxsplit=1) for line in map(str.strip, lines) if line.endswith("。"))


def wait_until(condition, seconds=120):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_damaged_backup_touches_nothing(site, tmp_path):
    backup = site.backup("a.tar")
    state = site.ask("pages", "files", "comments")
    whole = backup.read_bytes()
    damaged = {
        "torn": whole[: len(whole) // 2],
        "altered": whole[:3000] + bytes([whole[3000] ^ 1]) + whole[3001:],
        "not one": b"hello",
    }
    before = sorted(path.name for path in site.var.iterdir())
    for name, data in damaged.items():
        (tmp_path / name).write_bytes(data)
        assert "Nothing was changed." in site.refused("restore", str(tmp_path / name), "--yes")
    assert site.ask("pages", "files", "comments") == state
    assert sorted(path.name for path in site.var.iterdir()) == before


def test_restored_pictures_can_be_read_by_a_proxy_whatever_the_umask(site, empty_site):
    backup = site.backup("a.tar")
    umask = os.umask(0o077)
    try:
        empty_site.manage("restore", str(backup))
    finally:
        os.umask(umask)
    for path in [empty_site.var / "media", *(empty_site.var / "media").rglob("*")]:
        wanted = 0o755 if path.is_dir() else 0o644
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path
    for path in [empty_site.var / "originals", *(empty_site.var / "originals").rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_the_name_alone_finds_a_backup_in_the_folder_of_backups(site):
    site.manage("backup")
    [kept] = (site.var / "backups").glob("*.tar")
    assert "The site is as it was" in site.manage("restore", kept.name, "--yes").stdout
