"""Settings of every environment: where data is kept."""

import runpy
from pathlib import Path

FILE = Path(__file__).parents[2] / "config" / "settings" / "base.py"


def test_one_variable_moves_all_data(monkeypatch, tmp_path):
    for name in ("DATABASE_URL", "TSUZURI_BACKUPS", "RUNTIME_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TSUZURI_VAR", str(tmp_path))
    found = runpy.run_path(str(FILE))
    paths = [found[name] for name in ("STATIC_ROOT", "MEDIA_ROOT", "ORIGINALS_ROOT")]
    paths += [found["BACKUPS_ROOT"], found["CONTROL_SOCKET"], found["DATABASES"]["default"]["NAME"]]
    assert {Path(path).parent for path in paths} == {tmp_path}
