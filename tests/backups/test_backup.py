"""The command backup."""


def test_a_backup_goes_through_a_pipe(site, empty_site, tmp_path):
    with (tmp_path / "piped.tar").open("wb") as output:
        process = site.start("manage.py", "backup", "--output", "-", stdout=output)
        assert process.wait(60) == 0
    empty_site.manage("restore", str(tmp_path / "piped.tar"))
    assert empty_site.ask("pages") == site.ask("pages")


def test_a_backup_of_a_database_without_people_is_refused(empty_site):
    assert "holds no site" in empty_site.refused("backup")
    empty_site.python(
        "import django; django.setup(); from runtime import prepare; prepare.migrate()"
    )
    said = empty_site.refused("backup")
    assert "tsuzuri-manage backup" in said
    assert not list((empty_site.var / "backups").glob("*.tar"))


def test_a_backup_without_a_picture_s_file_says_so_and_fails(site):
    [name] = [name for name in site.ask("files")[0] if name.startswith("originals/")][:1]
    (site.var / name).unlink()
    said = site.refused("backup", "--output", str(site.var.parent / "hollow.tar"))
    assert (
        f"The backup is incomplete: 1 files that pictures need are not on the disk, such as {name}"
        in said
    )
    assert (site.var.parent / "hollow.tar").exists()  # better than none
