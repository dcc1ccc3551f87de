"""The other half of test_package_defects.py: each defect is there in the package as it is shipped.

A process of its own, for the package copies its settings when it is imported.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "tests" / "comments" / "shipped"
NUMBERS = range(1, 25)


def names_in(path: Path) -> set[str]:
    """The tests of a file that are about a numbered defect."""
    return set(re.findall(r"^def (test_\d\d_\w+)\(", path.read_text(encoding="utf-8"), re.M))


def test_every_defect_of_the_list_has_a_test_of_one_name_on_both_sides() -> None:
    shipped = names_in(SHIPPED / "defects.py")
    assert {int(name[5:7]) for name in shipped} == set(NUMBERS)
    assert shipped <= names_in(ROOT / "tests" / "comments" / "test_package_defects.py")


def test_every_defect_is_found_in_the_package_as_shipped() -> None:
    command = [
        *(sys.executable, "-m", "pytest", str(SHIPPED / "defects.py"), "-q", "-rA"),
        *("--ds", "tests.comments.shipped.settings", "--confcutdir", str(SHIPPED)),
        *("-p", "no:xdist", "-p", "no:randomly", "-p", "no:cacheprovider"),
        # The package warns on Django 5.2, and pyproject.toml makes errors of warnings.
        *("-o", "addopts=", "-o", "filterwarnings=default"),
    ]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    found = re.findall(
        r"^(XFAIL|XPASS|PASSED|FAILED|ERROR|SKIPPED) \S+::(test_\w+)", run.stdout, re.M
    )
    assert {outcome for outcome, _name in found} == {"XFAIL"}, run.stdout[-3000:]
    names = {name for _outcome, name in found}
    assert names_in(SHIPPED / "defects.py") <= names
    assert len(names) == 26
    assert run.returncode == 0
