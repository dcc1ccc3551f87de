"""How many processes fit: cores and memory, within the limits of containers and services."""

import os

import pytest

from core import resource_limits

GB = 1_000_000_000


@pytest.fixture
def groups(tmp_path, monkeypatch):
    """An empty tree of control groups, in which this process is far down; 8 cores, 16 GB."""
    monkeypatch.setattr(resource_limits, "GROUPS", tmp_path)
    monkeypatch.setattr(resource_limits, "MEMBERSHIP", tmp_path / "membership")
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: set(range(8)))
    monkeypatch.setattr(os, "sysconf", lambda name: 4096 if "SIZE" in name else 16 * GB // 4096)
    (tmp_path / "membership").write_text("0::/system.slice/tsuzuri.service\n")
    (tmp_path / "system.slice/tsuzuri.service").mkdir(parents=True)
    return tmp_path


def test_without_limits_the_machine_decides(groups):
    assert (resource_limits.cores(), round(resource_limits.memory() / GB)) == (8, 16)
    assert resource_limits.processes() == resource_limits.MAX_PROCESSES


@pytest.mark.parametrize(
    ("file", "text", "cores"),
    [
        ("system.slice/tsuzuri.service/cpu.max", "150000 100000", 2),
        ("system.slice/cpu.max", "100000 100000", 1),
        ("cpu.max", "max 100000", 8),
        ("cpu/cpu.cfs_quota_us", "300000", 3),
        ("cpu/cpu.cfs_quota_us", "-1", 8),
    ],
)
def test_a_share_of_processor_time_counts_as_cores(groups, file, text, cores):
    (groups / "cpu").mkdir()
    (groups / "cpu/cpu.cfs_period_us").write_text("100000")
    (groups / file).write_text(text)
    assert resource_limits.cores() == cores
    assert resource_limits.processes() == min(2 * cores + 1, resource_limits.MAX_PROCESSES)


@pytest.mark.parametrize(
    ("file", "text", "processes"),
    [
        ("system.slice/tsuzuri.service/memory.max", "700000000", 3),
        ("system.slice/memory.max", "200000000", 1),
        ("memory.max", "max", 9),
        ("memory/memory.limit_in_bytes", "9223372036854771712", 9),
        ("memory/memory.limit_in_bytes", "600000000", 2),
    ],
)
def test_a_limit_of_memory_allows_fewer_processes(groups, file, text, processes):
    (groups / "memory").mkdir()
    (groups / file).write_text(text)
    assert resource_limits.processes() == processes
