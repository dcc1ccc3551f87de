"""A backup of another database engine or of a newer version is refused."""

import json
import re
import subprocess

import pytest


def backup_about(site):
    path = site.backup("about.tar", "--no-media")
    return subprocess.check_output(
        ["tar", "--extract", "--to-stdout", "--file", path, "about.json"]
    )


@pytest.mark.parametrize("hurt", ["schema", "engine"])
def test_a_backup_that_does_not_fit_is_refused_in_words(site, tmp_path, hurt):
    from tests.backups import samples

    about = json.loads(backup_about(site))
    if hurt == "schema":
        about["migrations"].append("blog.9999_of_the_future")
        words = "newer version of Tsuzuri.*blog.9999_of_the_future"
    else:
        about["database"] = {"engine": "oracle", "member": "database.dmp", "unpacked": 1}
        words = "of a site on oracle"
    data = samples.backup({about["database"]["member"]: b"x"}, about)
    (tmp_path / "strange.tar").write_bytes(data)
    assert re.search(words, site.refused("restore", str(tmp_path / "strange.tar"), "--yes"))
