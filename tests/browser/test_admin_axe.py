"""axe-core on admin pages beyond Django's own: images, settings, dialogs."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts import invitations
from blog import publishing, taxonomy
from blog.models import NotFoundPath, Redirect
from comments import bans
from comments.models import CannedReply, Comment
from contact.models import ContactMessage
from images import trash
from images.uploads import add_image
from mail.models import Address
from search.models import ZeroResultQuery
from tests.blog.external_sites import make_external_page
from tests.browser import axe
from tests.factories import (
    draft_post,
    held_comment,
    in_review_post,
    make_category,
    make_persona,
    make_tag,
    published_page,
    published_post,
)
from tests.images import samples
from tests.mail.rows import make_mail
from tests.search.indexing import index_everything

# axe injects style sheets, which the Content-Security-Policy forbids.
FOR_AXE = {"bypass_csp": True}


def test_the_screens_of_an_editor_are_accessible(new_page, editor_user, faults):
    faults.forgive("preload assets")  # axe's own complaint about a style sheet that it cannot read
    image = add_image(file=SimpleUploadedFile("a.png", samples.png(600, 400)), by=None, alt="旗")
    make_persona(avatar=image)
    category = make_category(parent=make_category())
    publishing.trash(published_post(cover=image))
    page = new_page(user=editor_user, **FOR_AXE)
    post = draft_post(cover=image, body="\n\n".join(f"段落{number}" for number in range(9)))
    first = post.revisions.get()
    post.body = post.body.replace("段落4", "別の段落")
    publishing.save(post, fields=["body"])
    message = ContactMessage.objects.create(key="k", name="花子", text="ご相談です。")
    ZeroResultQuery.objects.create(query="ない言葉")
    index_everything()
    found = {}
    for path in [
        reverse("admin:images_image_changelist"),
        f"{reverse('admin:search')}?q=旗",
        reverse("admin:search_zeroresultquery_changelist"),
        reverse("admin:images_image_add"),
        reverse("admin:images_image_change", args=[image.pk]),
        reverse("admin:blog_persona_changelist"),
        reverse("admin:blog_ad_add"),
        reverse("admin:blog_category_changelist"),
        reverse("admin:blog_page_change", args=[published_page().pk]),
        reverse("admin:blog_post_revisions", args=[post.pk]),
        reverse("admin:blog_post_preview_links", args=[post.pk]),
        reverse("admin:blog_post_review", args=[in_review_post().pk]),
        f"{reverse('admin:blog_post_calendar')}?move={post.pk}",
        *(
            reverse("admin:blog_post_revision", args=[post.pk, first.pk]) + f"?show={show}"
            for show in ("changes", "current", "source")
        ),
        reverse("admin:editor_help"),
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
    page.keyboard.press("F1")
    page.locator("[data-help-entry]").first.wait_for()
    if violations := axe.violations(page):
        found["help"] = violations
    page.keyboard.press("Escape")
    page.click("[data-picker-open]")
    page.locator("dialog[open] .chooser-image").wait_for()
    if violations := axe.violations(page):
        found["chooser"] = violations
    assert found == {}


def test_the_screens_of_a_moderator_are_accessible(new_page, moderator_user, faults):
    faults.forgive("preload assets")
    comment = held_comment(published_post())
    rule = {"effect": "hold", "until": None, "by": moderator_user}
    ban = bans.impose("writer", "k", comment=comment, **rule)
    CannedReply.objects.create(title="お礼", text="ありがとうございます。")
    page = new_page(user=moderator_user, **FOR_AXE)
    found = {}
    for path in [
        reverse("admin:comments_ban_changelist"),
        reverse("admin:comments_ban_add"),
        reverse("admin:comments_ban_change", args=[ban.pk]),
        reverse("admin:comments_cannedreply_changelist"),
        reverse("admin:comments_cannedreply_add"),
        f"{reverse('admin:audit_event_changelist')}?kind=comments.comment",
    ]:
        assert page.goto(path).status == 200, path
        if violations := axe.violations(page):
            found[path] = violations
    assert found == {}


def test_the_head_of_the_admin_is_one_line_on_a_tablet(new_page, moderator_user):
    page = new_page(user=moderator_user, viewport={"width": 800, "height": 600})
    page.goto(reverse("admin:index"))
    heights = page.locator("#header, #header-search").evaluate_all(
        "(all) => all.map((one) => one.offsetHeight)"
    )
    head, field = heights
    assert head < 2 * field


def test_the_screens_of_inviting_are_accessible(new_page, administrator_user, faults):
    faults.forgive("preload assets")
    invitation, _is_new = invitations.invite(
        email="saki@example.org",
        role_values=["author"],
        language="ja",
        message="どうぞ",
        by=administrator_user,
    )
    page = new_page(user=administrator_user, **FOR_AXE)
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


def test_site_health_is_accessible(new_page, administrator_user, faults):
    faults.forgive("preload assets")
    page = new_page(user=administrator_user, **FOR_AXE)
    for path in (reverse("admin:index"), reverse("admin:health")):
        page.goto(path)
        page.locator(".health-warning, .health-failure").first.wait_for()
        assert axe.violations(page) == []


def test_the_screens_of_an_administrator_are_accessible(new_page, administrator_user, faults):
    faults.forgive("preload assets")
    category = make_category()
    published_post(category=category)
    image = add_image(file=SimpleUploadedFile("a.png", samples.png(60, 40)), by=None, alt="旗")
    trash.trash(image)
    taxonomy.trash(make_tag(slug="taken"))
    make_tag(slug="taken")
    redirect = Redirect.objects.create(path="/old/", target="/new/")
    today = timezone.localdate()
    NotFoundPath.objects.create(path="/nowhere/", count=3, first_on=today, last_on=today)
    make_external_page(state="failed", error="404")
    Address.objects.create(address="gone@example.com", suppressed_at=timezone.now())
    mail = make_mail()
    Comment.objects.filter(pk=held_comment(published_post()).pk).update(spam_score=120)
    page = new_page(user=administrator_user, **FOR_AXE)
    found = {}
    for path in [
        reverse("admin:blog_redirect_changelist"),
        reverse("admin:blog_redirect_add"),
        reverse("admin:blog_redirect_paste"),
        reverse("admin:blog_redirect_change", args=[redirect.pk]),
        reverse("admin:blog_notfoundpath_changelist"),
        reverse("admin:blog_externalpage_changelist"),
        reverse("admin:mail_outgoingmail_changelist"),
        reverse("admin:mail_outgoingmail_change", args=[mail.pk]),
        reverse("admin:mail_address_changelist"),
        reverse("admin:mail_address_add"),
        reverse("admin:backups_backup_changelist"),
        reverse("admin:comments_filtersettings_changelist"),
        reverse("admin:blog_category_delete", args=[category.pk]),
        reverse("admin:trash"),
    ]:
        response = page.goto(path)
        assert response.status == 200, path
        if violations := axe.violations(page):
            found[path] = violations
    delete, restore = reverse("admin:trash_delete"), ".trash-buttons .default"
    for kind, button, asked in [
        ("images.image", f"[formaction='{delete}']:not([name])", "[name=sure]"),
        ("blog.tag", restore, "[name=slug]"),
    ]:
        page.goto(f"{reverse('admin:trash')}?kind={kind}")
        page.check("[name=thing]")
        page.click(button)
        page.locator(asked).wait_for()
        if violations := axe.violations(page):
            found[f"{kind}, asked {asked}"] = violations
    assert found == {}
