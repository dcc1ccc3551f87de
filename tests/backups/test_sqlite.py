"""SQLite: a file that is no database is renamed."""

import pytest


@pytest.mark.sqlite
def test_a_database_that_is_no_longer_one_is_set_aside(site):
    backup = site.backup("a.tar")
    pages = site.ask("pages")
    (site.var / "db.sqlite3").write_bytes(b"overwritten by something else" * 200)
    assert "could not be kept" in site.refused("restore", str(backup), "--yes")
    site.manage("restore", str(backup), "--yes", "--no-safety-copy")
    assert site.ask("pages") == pages
    assert len(list(site.var.glob("db.sqlite3.damaged-*"))) == 1
