"""Groups and sections that the apps declare."""

import pytest

from core.settings_groups import READING, SITE, declared, groups, groups_for, sections
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("group", groups(), ids=lambda group: group.slug)
def test_no_two_sections_of_a_group_share_a_field(group):
    names = [name for part in sections(group) if part.form for name in part.form.base_fields]
    assert sorted(names) == sorted(set(names))


def test_every_section_belongs_to_a_group():
    assert {part.group for part in declared("SECTIONS")} <= {group.slug for group in groups()}


def test_groups_are_open_to_active_staff_with_the_permission():
    administrator, editor = (make_user(role, role=role) for role in ("administrator", "editor"))
    assert groups_for(administrator) == groups()
    assert SITE not in {group.permission for group in groups_for(editor)}
    assert {group.slug for group in groups() if group.permission == READING} <= {
        group.slug for group in groups_for(editor)
    }
    administrator.is_active = False
    assert groups_for(administrator) == []
    assert groups_for(make_user("superuser", is_superuser=True, is_staff=False)) == []


def test_groups_and_sections_are_sorted():
    assert [group.order for group in groups()] == sorted(group.order for group in groups())
    for group in groups():
        assert [part.order for part in sections(group)] == sorted(
            part.order for part in sections(group)
        )
