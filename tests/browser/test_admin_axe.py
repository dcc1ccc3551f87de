"""axe-core on the screens of the admin that hold more than Django's own: pictures, settings, dialogs."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts import invitations
from blog import publishing
from contact.models import ContactMessage
from images.uploads import add_image
from search.models import MissedQuery
from tests.browser import axe
from tests.factories import draft_post, make_category, make_persona, published_page, published_post
from tests.images import samples
from tests.search.indexing import index_everything

# axe reads style sheets by writing some itself, which the policy would rightly forbid.
FOR_AXE = {"bypass_csp": True}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_screens_of_an_editor_are_accessible(scheme, new_page, editor_user, faults):
    faults.forgive("preload assets")  # axe's own complaint about a style sheet that it cannot read
    image = add_image(file=SimpleUploadedFile("a.png", samples.png(600, 400)), by=None, alt="旗")
    make_persona(avatar=image)
    category = make_category(parent=make_category())
    publishing.trash(published_post(cover=image))
    page = new_page(user=editor_user, color_scheme=scheme, **FOR_AXE)
    post = draft_post(cover=image)
    message = ContactMessage.objects.create(key="k", name="花子", text="ご相談です。")
    MissedQuery.objects.create(query="ない言葉")
    index_everything()
    found = {}
    for path in [
        reverse("admin:images_image_changelist"),
        f"{reverse('admin:search')}?q=旗",
        reverse("admin:search_missedquery_changelist"),
        reverse("admin:images_image_add"),
        reverse("admin:images_image_change", args=[image.pk]),
        reverse("admin:blog_persona_changelist"),
        reverse("admin:blog_ad_add"),
        reverse("admin:blog_category_changelist"),
        reverse("admin:blog_page_change", args=[published_page().pk]),
        reverse("admin:settings"),
        reverse("admin:contact_contactmessage_changelist"),
        reverse("admin:contact_contactmessage_change", args=[message.pk]),
        reverse("admin:audit_event_changelist"),
        reverse("admin:trash"),
        reverse("admin:images_image_delete", args=[image.pk]),
        reverse("admin:blog_category_delete", args=[category.pk]),
        reverse("admin:blog_menu_changelist"),
        reverse("admin:blog_menu_footer"),
        reverse("admin:blog_sidebarwidget_changelist"),
        reverse("admin:blog_sidebarwidget_add") + "?kind=popular",
    ]:
        page.goto(path)
        if violations := axe.violations(page):
            found[path] = violations
    page.goto(reverse("admin:blog_post_change", args=[post.pk]))
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    if violations := axe.violations(page):
        found["write screen, everything open"] = violations
    page.reload()
    page.click("[data-picker-open]")
    page.locator("dialog[open] .shelf-image").wait_for()
    if violations := axe.violations(page):
        found["shelf"] = violations
    assert found == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_screens_of_inviting_are_accessible(scheme, new_page, administrator_user, faults):
    faults.forgive("preload assets")
    invitation, _is_new = invitations.invite(
        email="saki@example.org",
        to_roles=["author"],
        language="ja",
        words="どうぞ",
        by=administrator_user,
    )
    page = new_page(user=administrator_user, color_scheme=scheme, **FOR_AXE)
    found = {}
    for path in [
        f"{reverse('admin:index')}?welcome=1",
        reverse("admin:accounts_invitation_changelist"),
        reverse("admin:accounts_invitation_add"),
        reverse("admin:accounts_invitation_change", args=[invitation.pk]),
    ]:
        page.goto(path)
        if violations := axe.violations(page):
            found[path] = violations
    assert found == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_wrong_with_the_site_is_told_accessibly(
    scheme, new_page, administrator_user, faults
):
    faults.forgive("preload assets")
    page = new_page(user=administrator_user, color_scheme=scheme, **FOR_AXE)
    for path in (reverse("admin:index"), reverse("admin:health")):
        page.goto(path)
        page.locator(".health-warning, .health-failure").first.wait_for()
        assert axe.violations(page) == []
