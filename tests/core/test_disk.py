"""Which failures mean that the disk is full."""

import errno

import pytest
from django.db import OperationalError

from core import disk


def raised(error, cause=None):
    try:
        raise error from cause
    except type(error) as caught:
        return caught


class PostgresError(Exception):
    sqlstate = "53100"


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EDQUOT, "Disk quota exceeded"),
        OperationalError("database or disk is full"),
        raised(OperationalError("could not extend file"), PostgresError()),
        raised(ValueError("other"), OSError(errno.ENOSPC, "No space left on device")),
    ],
)
def test_a_full_disk_is_known(error):
    assert disk.is_full(error)


@pytest.mark.parametrize(
    "error", [None, OSError(errno.EACCES, "denied"), OperationalError("database is locked")]
)
def test_other_failures_are_not(error):
    assert not disk.is_full(error)
