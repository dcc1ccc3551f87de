"""Which backups are kept: the last one of each of so many days, weeks and months."""

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime, tzinfo

Key = Callable[[datetime], Hashable]


def kept(
    moments: Iterable[datetime], zone: tzinfo, *, daily: int, weekly: int, monthly: int
) -> set[datetime]:
    """Return the moments whose backups stay; days begin at midnight in `zone`, weeks on Mondays.

    Only days on which there is a backup count, so a site that was down for a month loses nothing.
    The youngest always stays.
    """
    youngest_first = sorted(moments, reverse=True)
    rules: list[tuple[int, Key]] = [
        (daily, lambda moment: moment.date()),
        (weekly, lambda moment: moment.isocalendar()[:2]),
        (monthly, lambda moment: (moment.year, moment.month)),
    ]
    stay = set(youngest_first[:1])
    for count, key in rules:
        stay |= _last_of_each(youngest_first, count, lambda moment: key(moment.astimezone(zone)))  # noqa: B023 (used at once)
    return stay


def _last_of_each(youngest_first: list[datetime], count: int, key: Key) -> set[datetime]:
    last: dict[Hashable, datetime] = {}
    for moment in youngest_first:
        last.setdefault(key(moment), moment)
    return set(list(last.values())[:count])
