"""The blog that the settings of a run are about; of the package as shipped, nothing else may pass.

xfail is strict: if a release of the package fixes a defect, the run fails.
"""

from typing import Any

import pytest
from django.apps import apps

if IS_SHIPPED := apps.is_installed("tests.comments.package.shipped"):
    from tests.comments.package.shipped.blog import ShippedBlog as TestedBlog
else:
    from tests.comments.package.ours import OurBlog as TestedBlog


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Expect every test of a run on the package to fail, by an assertion."""
    if IS_SHIPPED:
        for item in items:
            item.add_marker(pytest.mark.xfail(strict=True, raises=AssertionError))


@pytest.fixture
def blog(db: None, monkeypatch: pytest.MonkeyPatch, settings: Any) -> TestedBlog:
    """The blog that is tested."""
    return TestedBlog(monkeypatch, settings)
