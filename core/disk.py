"""Recognizes errors of files and databases that mean: the disk is full."""

import errno
from typing import Final

_NO_SPACE: Final = {errno.ENOSPC, errno.EDQUOT}
#: The driver names the code of an error from Python 3.11 on only.
_SQLITE_FULL: Final = "database or disk is full"
#: SQLSTATE of PostgreSQL (disk_full).
_POSTGRESQL_FULL: Final = "53100"


def is_full(error: BaseException | None) -> bool:
    """Return whether `error`, or what it was raised from, says that there is no room left."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in _NO_SPACE:
            return True
        if getattr(error, "sqlstate", "") == _POSTGRESQL_FULL or _SQLITE_FULL in str(error):
            return True
        error = error.__cause__ or error.__context__
    return False
