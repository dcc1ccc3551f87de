"""A description of other types is refused."""

import pytest

from backups.errors import Refused
from tests.backups import samples
from tests.backups.samples import backup, inspected

STRANGE = [None, True, -1, 1.5, 1 << 80, "x", [], [1], {}, {"x": 1}]


@pytest.mark.parametrize("strange", STRANGE, ids=repr)
@pytest.mark.parametrize(
    "name", ["database", "migrations", "has_media", "made_at", "settings", "missing"]
)
def test_a_description_of_other_types_is_refused_or_harmless(name, strange, tmp_path):
    fits = {"has_media": [True], "made_at": ["x"], "migrations": [[]], "missing": [None, 1 << 80]}
    fits |= {"settings": [None, {}, {"x": 1}]}
    data = backup(about={**samples.ABOUT, name: strange})
    if any(strange is one or strange == one for one in fits.get(name, [])) and strange != 1 << 80:
        inspected(tmp_path / "a.tar", data)
    else:
        with pytest.raises(Refused, match=name):
            inspected(tmp_path / "a.tar", data)


@pytest.mark.parametrize("strange", STRANGE, ids=repr)
@pytest.mark.parametrize("name", ["engine", "member", "unpacked"])
def test_a_database_described_in_other_types_is_refused(name, strange, tmp_path):
    about = {**samples.ABOUT, "database": {**samples.ABOUT["database"], name: strange}}
    if name == "engine" and strange == "x":
        return  # of another kind of site, which is refused later
    with pytest.raises(Refused):
        inspected(tmp_path / "a.tar", backup(about=about))


def test_a_description_nested_too_deeply_is_refused(tmp_path):
    deep = {"a": 1}
    for _level in range(300):
        deep = {"a": deep}
    data = backup(about={**samples.ABOUT, "database": deep})
    with pytest.raises(Refused):
        inspected(tmp_path / "a.tar", data)
