"""Backup rotation: keeps the last backup of each of the latest days, weeks and months."""

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime, tzinfo

Key = Callable[[datetime], Hashable]


def select(
    moments: Iterable[datetime], zone: tzinfo, *, daily: int, weekly: int, monthly: int
) -> set[datetime]:
    """Return the datetimes of the backups to keep; days begin at midnight in `zone`, weeks on Mondays.

    Only days, weeks and months with a backup count, so a downtime deletes nothing. The youngest backup is
    always kept.
    """
    youngest_first = sorted(moments, reverse=True)
    rules: list[tuple[int, Key]] = [
        (daily, lambda moment: moment.date()),
        (weekly, lambda moment: moment.isocalendar()[:2]),
        (monthly, lambda moment: (moment.year, moment.month)),
    ]
    keep = set(youngest_first[:1])
    for count, key in rules:
        keep |= _last_of_each(youngest_first, count, lambda moment: key(moment.astimezone(zone)))  # noqa: B023 (called in this iteration)
    return keep


def _last_of_each(youngest_first: list[datetime], count: int, key: Key) -> set[datetime]:
    last: dict[Hashable, datetime] = {}
    for moment in youngest_first:
        last.setdefault(key(moment), moment)
    return set(list(last.values())[:count])
