"""Markdown renderer for Japanese: one engine for posts, pages, previews, bios and comments.

``render`` returns a ``Document`` of a source: safe HTML in which content of other rows is a
slot (``core.markdown.slots``). ``docs/authoring.md`` documents the syntax.

Classes in the HTML, for style sheets:

==========================================  ===================================================
``.box .box-point .box-note .box-caution``  boxes (``role=note``); ``.box-memo .box-check
                                            .box-good .box-bad``; ``.box`` alone: unknown block
``.box-title``                              the visible title, first child of a box
``.box dl``                                 ``名前：説明`` lines of a point box
``.ai-section .ai-section-label``           AI section; ``.ai-section-generated -assisted``
``.details``                                ``<details>`` with ``<summary>``
``.columns .column``                        columns
``.steps .steps-title``                     numbered steps: an ``<ol>`` inside
``.faq-list .faq-title .faq``               questions and answers: ``<dl>``
``.tabs .tab .tab-title``                   ``<section>`` with its title; a script makes tabs of them
``.gallery .gallery-title``                 images beside each other
``.buttons .button .button-secondary``      links that are buttons
``.embed .embed-title .embed-host``         ``p > a > span``: card that opens the original
``.figure``                                 ``<figure>`` with ``<figcaption>``
``.note-line``                              ``※`` line: ``<p>``, in tight lists ``<small>``
``.bouten``                                 ``<em>`` with emphasis dots
``.task-list .task-list-item``              ``<ul>`` and ``<li>`` with checkboxes
``.table-wrap``                             scrolling frame (``div``) around ``<table>``
``.align-left .align-center .align-right``  cells
``.footnotes .footnote-item``               ``<section>`` with ``<ol>``
``.footnote-ref .footnote-backref``         ``<sup>`` and the link back
``.heading-anchor``                         empty link at the end of a heading
``.code .code-name``                        ``<figure>`` and ``<figcaption>`` (file name)
``.highlight``                              ``<pre>``; Pygments' short classes inside
``.line-marked .diff-add .diff-del``        ``<span>`` around a line of code
``.language-NAME``                          ``<code>``
==========================================  ===================================================

Rendered when slots are filled: ``.balloon .balloon-speaker .balloon-text``, link cards, cards of
other sites, ads, images, the table of contents.
"""

from core.markdown.conformance import commonmark
from core.markdown.document import Document, Notice, Profile, Question, TocEntry
from core.markdown.engine import MAX_SOURCE, RENDERER_VERSION, render

__all__ = [
    "MAX_SOURCE",
    "RENDERER_VERSION",
    "Document",
    "Notice",
    "Profile",
    "Question",
    "TocEntry",
    "commonmark",
    "render",
]
