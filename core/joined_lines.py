"""An aggregate that joins the values of a group, a line each."""

from typing import Any

from django.db.models import Aggregate, TextField, Value
from django.db.models.expressions import Combinable


class JoinedLines(Aggregate):
    """The values of an expression as one text, joined by line ends, in any order; NULL for none."""

    function = "STRING_AGG"

    def __init__(self, expression: Combinable, **extra: Any) -> None:
        separator = Value("\n", output_field=TextField())
        super().__init__(expression, separator, output_field=TextField(), **extra)

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Use SQLite's own name of the function."""
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **context)
