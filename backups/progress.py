"""Progress bars on the terminal; without a terminal nothing is printed."""

import sys
from types import TracebackType
from typing import Any, Self

from tqdm import tqdm


class Progress:
    """One bar after another, each counting bytes, on standard error."""

    def __init__(self, *, is_shown: bool = True) -> None:
        self.is_shown = is_shown
        self.bar: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()

    def begin(self, title: str, total: int) -> None:
        """Finish the current bar and start one of `total` bytes."""
        self.end()
        self.bar = tqdm(
            desc=title,
            total=total,
            unit="B",
            unit_scale=True,
            unit_divisor=1024,
            file=sys.stderr,
            disable=None if self.is_shown else True,  # None: only on a terminal
        )

    def step(self, count: int) -> None:
        """Advance the bar by `count` bytes."""
        if self.bar is not None:
            self.bar.update(count)

    def end(self) -> None:
        """Finish the current bar, if there is one."""
        if self.bar is not None:
            self.bar.close()
            self.bar = None
