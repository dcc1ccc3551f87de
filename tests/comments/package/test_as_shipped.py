"""The other run of test_defects.py: the package as it is shipped has every defect.

A process of its own, for the package copies its settings when it is imported.
"""

import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def test_every_defect_of_the_list_is_in_the_package_as_shipped() -> None:
    command = [
        *(sys.executable, "-m", "pytest", str(HERE / "test_defects.py"), "-q", "-rA"),
        *("--ds", "tests.comments.package.shipped.settings", "--confcutdir", str(HERE)),
        *("-p", "no:xdist", "-p", "no:randomly", "-p", "no:cacheprovider"),
        # The package warns on Django 5.2, and pyproject.toml makes errors of warnings.
        *("-o", "addopts=", "-o", "filterwarnings=default"),
    ]
    run = subprocess.run(
        command, cwd=HERE.parents[2], capture_output=True, text=True, timeout=60, check=False
    )
    outcomes = re.findall(r"^([A-Z]+) \S+::test_(\d*)", run.stdout, re.M)
    assert {outcome for outcome, _number in outcomes} == {"XFAIL"}, run.stdout[-3000:]
    assert {int(number) for _outcome, number in outcomes if number} == set(range(1, 25))
    assert run.returncode == 0
