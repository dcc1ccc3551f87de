"""Cores and memory that this process may use, within the limits of its control group (cgroup)."""

import math
import os
from pathlib import Path

GROUPS = Path("/sys/fs/cgroup")
MEMBERSHIP = Path("/proc/self/cgroup")
# Measured: a process with four threads grows to about 85 MB; the master, which shares its pages with
# them, the worker and the database's cache need the rest.
PROCESS, REST = 100_000_000, 350_000_000
MAX_PROCESSES = 9  # more would only wait for the database


def processes() -> int:
    """Return the number of web server processes: 2 per core plus 1, limited by memory."""
    by_memory = (memory() - REST) // PROCESS
    return max(1, min(2 * cores() + 1, by_memory, MAX_PROCESSES))


def cores() -> int:
    """Return the number of cores that this process may use, rounded up."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min([usable or 1, *_quotas()]))


def memory() -> int:
    """Return the bytes of memory that this process may use."""
    limits = [
        *_numbers("memory.max"),
        *_numbers("memory/memory.limit_in_bytes"),  # control groups, version 1
    ]
    return min([os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"), *limits])


def _quotas() -> list[int]:
    """Return the CPU quotas, in cores rounded up, of this process's cgroup and its ancestors."""
    quotas = []
    for line in _lines("cpu.max"):
        share, _space, whole = line.partition(" ")
        if share != "max":
            quotas.append(math.ceil(int(share) / int(whole)))
    quota, period = _numbers("cpu/cpu.cfs_quota_us"), _numbers("cpu/cpu.cfs_period_us")
    if quota and period and quota[0] > 0:  # control groups, version 1; -1 is no limit
        quotas.append(math.ceil(quota[0] / period[0]))
    return quotas


def _numbers(name: str) -> list[int]:
    """Return the numbers in the files `name` of this process's cgroup and its ancestors."""
    return [int(line) for line in _lines(name) if line.lstrip("-").isdigit()]


def _lines(name: str) -> list[str]:
    """Return the content of the files `name` of this process's cgroup and its ancestors."""
    paths = [folder / name for folder in (_group(), *_group().parents)]
    return [
        path.read_text().strip() for path in paths if path.is_relative_to(GROUPS) and path.is_file()
    ]


def _group() -> Path:
    """Return the folder of this process's control group (version 2), or the root folder."""
    try:
        rows = MEMBERSHIP.read_text().splitlines()
    except OSError:
        return GROUPS
    own = next((row.removeprefix("0::/") for row in rows if row.startswith("0::/")), "")
    return GROUPS / own if ".." not in own else GROUPS
