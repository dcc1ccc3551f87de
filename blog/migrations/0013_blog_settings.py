from typing import Any

import blog.models.settings
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


MOVED = [
    "ads_after_days", "ads_enabled", "ads_label", "ads_min_characters", "ads_on_pages",
    "author_box", "contact_form", "follow_box", "follow_channels", "follow_text", "hard_breaks",
    "home_layout", "id_host", "layout", "meta_description", "picks_title", "posts_per_page",
    "pr_rule", "reading_speed", "related_posts", "share_targets", "toc_enabled", "toc_max_level",
    "toc_open", "toc_threshold", "unindexed", "verification",
]


def copy_settings(apps: Any, _editor: object) -> None:
    """Copy the values that owners chose."""
    stored = apps.get_model("core", "SiteSettings").objects.filter(pk=1).values(*MOVED).first()
    if stored:
        apps.get_model("blog", "BlogSettings").objects.filter(pk=1).update(**stored)


class Migration(migrations.Migration):

    needs_stop = True  # the previous version writes these settings to core.SiteSettings

    dependencies = [("blog", "0012_settings_rows"), ("core", "0009_id_host_and_pr_rule")]
    run_before = [("core", "0010_move_blog_settings")]

    operations = [
        migrations.AddField(
            model_name='blogsettings',
            name='ads_after_days',
            field=models.PositiveSmallIntegerField(default=0, help_text="0: ads are placed from the first day. Ads inserted by name are still shown.", validators=[django.core.validators.MaxValueValidator(3650)], verbose_name='days without placed ads after publication'),
        ),
        migrations.AddField(
            model_name='blogsettings',
            name='ads_enabled',
            field=models.BooleanField(default=True, help_text="If this is off, no page shows any ads.", verbose_name='show ads'),
        ),
        migrations.AddField(
            model_name='blogsettings',
            name='ads_label',
            field=models.CharField(blank=True, help_text='For ads without a label of their own. Empty: “Sponsored link” in the language of the page.', max_length=40, verbose_name='label above ads'),
        ),
        migrations.AddField(
            model_name='blogsettings',
            name='ads_min_characters',
            field=models.PositiveIntegerField(default=0, help_text="Ads inserted by name are still shown.", validators=[django.core.validators.MaxValueValidator(100000)], verbose_name="minimum characters in a text for ad placement"),
        ),
        migrations.AddField(
            model_name='blogsettings',
            name='ads_on_pages',
            field=models.BooleanField(default=False, help_text="If this is off, pages such as “About” show only ads named by their authors.", verbose_name="place ads on pages too"),
        ),
        migrations.AddField(
            model_name='blogsettings',
            name='author_box',
            field=models.BooleanField(default=True, verbose_name='show the author under a post'),
        ),
        migrations.AddField(
            model_name='blogsettings',
            name='contact_form',
            field=models.BooleanField(default=False, help_text="At /contact/, with a link in the footer of every page.", verbose_name='offer a contact form'),
        ),
        migrations.AddField(
            model_name='blogsettings',
            name='follow_box',
            field=models.BooleanField(default=True, verbose_name='show the follow box under a post'),
        ),
        migrations.AddField(
            model_name='blogsettings',
            name='follow_channels',
            field=models.JSONField(blank=True, default=blog.models.settings.default_follow_channels, verbose_name='ways to follow'),
        ),
        migrations.AddField(
            model_name='blogsettings',
            name='follow_text',
            field=models.CharField(blank=True, help_text='Empty: “If you liked this post, follow us!”', max_length=120, verbose_name="text of the follow box"),
        ),
        migrations.AddField(
            model_name='blogsettings',
            name='hard_breaks',
            field=models.BooleanField(default=False, verbose_name='a single line break in the source starts a new line'),
        ),
        migrations.AddField(
            model_name='blogsettings',
            name='home_layout',
            field=models.CharField(choices=[('newest', 'Newest posts, the first one large'), ('picked', 'Picks, then the newest posts'), ('categories', "Posts by category"), ('plain', 'A plain list of titles')], default='newest', help_text="Pin and pick posts on their edit screens or in the list of posts.", max_length=10, verbose_name='layout of the home page'),
        ),
        migrations.AddField(
            model_name='blogsettings',
            name='id_host',
            field=models.CharField(blank=True, default='', editable=False, max_length=253),
        ),
        migrations.AddField(
            model_name='blogsettings',
            name='layout',
            field=models.CharField(choices=[('single', 'Single column'), ('sidebar', 'With a sidebar')], default='single', max_length=10, verbose_name='layout'),
        ),
        migrations.AddField(
            model_name='blogsettings',
            name='meta_description',
            field=models.CharField(blank=True, help_text='For the home page and lists without a description of their own. Empty: the site’s description.', max_length=300, verbose_name='description for search engines'),
        ),
        migrations.AddField(
            model_name='blogsettings',
            name='picks_title',
            field=models.CharField(blank=True, help_text='Empty: “Picks”.', max_length=60, verbose_name="title of the picks"),
        ),
        migrations.AddField(
            model_name='blogsettings',
            name='posts_per_page',
            field=models.PositiveSmallIntegerField(default=12, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name="posts per page"),
        ),
        migrations.AddField(
            model_name='blogsettings',
            name='pr_rule',
            field=models.CharField(choices=[('marked', 'On posts marked as advertising'), ('sponsored', "Also on posts and pages with a sponsored link or an ad inserted by name"), ('always', 'On every post')], default='sponsored', help_text="The notice required by Japanese law appears above the text and in feeds.", max_length=10, verbose_name='PR notice'),
        ),
        migrations.AddField(
            model_name='blogsettings',
            name='reading_speed',
            field=models.PositiveSmallIntegerField(default=550, help_text="Characters per minute. 500–650 is usual for Japanese.", validators=[django.core.validators.MinValueValidator(100), django.core.validators.MaxValueValidator(3000)], verbose_name='reading speed'),
        ),
        migrations.AddField(
            model_name='blogsettings',
            name='related_posts',
            field=models.BooleanField(default=True, verbose_name='show related posts'),
        ),
        migrations.AddField(
            model_name='blogsettings',
            name='share_targets',
            field=models.JSONField(blank=True, default=blog.models.settings.default_share_targets, verbose_name='share targets'),
        ),
        migrations.AddField(
            model_name='blogsettings',
            name='site',
            field=models.OneToOneField(default=1, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='blog_settings', to='core.sitesettings'),
        ),
        migrations.AddField(
            model_name='blogsettings',
            name='toc_enabled',
            field=models.BooleanField(default=True, verbose_name='show a table of contents'),
        ),
        migrations.AddField(
            model_name='blogsettings',
            name='toc_max_level',
            field=models.PositiveSmallIntegerField(choices=[(2, 'h2'), (3, 'h3'), (4, 'h4')], default=3, verbose_name="deepest heading level in the table of contents"),
        ),
        migrations.AddField(
            model_name='blogsettings',
            name='toc_open',
            field=models.BooleanField(default=True, verbose_name="table of contents is initially open"),
        ),
        migrations.AddField(
            model_name='blogsettings',
            name='toc_threshold',
            field=models.PositiveSmallIntegerField(default=3, verbose_name='headings needed for a table of contents'),
        ),
        migrations.AddField(
            model_name='blogsettings',
            name='unindexed',
            field=models.JSONField(blank=True, default=list, verbose_name="excluded from search engines"),
        ),
        migrations.AddField(
            model_name='blogsettings',
            name='verification',
            field=models.JSONField(blank=True, default=list, verbose_name="site verification"),
        ),
        migrations.RunPython(copy_settings, migrations.RunPython.noop),
    ]
