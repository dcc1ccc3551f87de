"""The version of what is counted on every page: it changes in the transaction of each change."""

from secrets import randbelow
from typing import Any

from django.db import models

#: The sum of some million numbers fits into a column.
LARGEST = 2**40


def new_number() -> int:
    """Return a random number: a sum of such numbers does not come twice."""
    return 1 + randbelow(LARGEST)


class PostCountChange(models.Model):
    """A change of which posts are public, or of their category or tags; the sum of all is the version.

    A row of its own for each change: one row that all update would be a lock that two transactions
    could wait for while each holds the post of the other. blog.post_counts adds and prunes the rows.
    """

    number = models.BigIntegerField(default=new_number)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: "models.Manager[Any]" = models.Manager()

    def __str__(self) -> str:
        return str(self.number)
