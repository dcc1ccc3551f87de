"""PostgreSQL: its programs and its server may be missing."""

import shutil

import pytest


@pytest.mark.postgresql
def test_without_pg_dump_the_reason_is_shown(site, tmp_path):
    shutil.copy("/bin/true", tmp_path / "true")
    environment = {**site.environment, "PATH": str(tmp_path)}
    site.environment = environment
    assert "pg_dump is not installed" in site.refused("backup")


@pytest.mark.postgresql
def test_a_restore_while_the_server_is_away_says_so(site):
    backup = site.backup("a.tar")
    url = site.environment["DATABASE_URL"].rsplit("/", 1)[1]
    site.environment = {**site.environment, "DATABASE_URL": f"postgresql://x@127.0.0.1:1/{url}"}
    said = site.refused("restore", str(backup))
    assert "The database does not answer. Nothing was changed." in said
    assert "--yes" not in said
