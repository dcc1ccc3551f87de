"""The text field of the edit screen, for tests: its content and selection in one string.

`‸` is the cursor, or `«` and `»` enclose the selection.
"""

from playwright.sync_api import Page

BODY = "textarea[name=body]"
_SELECT = """([selector, text, start, end]) => {
  const field = document.querySelector(selector);
  field.focus();
  field.select();
  document.execCommand(text ? "insertText" : "delete", false, text);
  field.setSelectionRange(start, end);
}"""
_READ = """(selector) => {
  const { value, selectionStart, selectionEnd } = document.querySelector(selector);
  return [value, selectionStart, selectionEnd];
}"""


def put(page: Page, marked: str) -> None:
    """Replace the text, as if typed, and select what `marked` says (default: the end)."""
    text = marked.replace("‸", "").replace("«", "").replace("»", "")
    if "«" in marked:
        start = marked.index("«")
        end = marked.index("»") - 1
    else:
        start = end = marked.index("‸") if "‸" in marked else len(text)
    page.evaluate(_SELECT, [BODY, text, start, end])


def text_of(page: Page) -> str:
    """Return the text."""
    return page.input_value(BODY)


def state(page: Page) -> str:
    """Return the text with its cursor or selection."""
    value, start, end = page.evaluate(_READ, BODY)
    if start == end:
        return f"{value[:start]}‸{value[start:]}"
    return f"{value[:start]}«{value[start:end]}»{value[end:]}"


def press_tool(page: Page, name: str, attribute: str = "") -> None:
    """Press a button of the toolbar, also one in a closed menu."""
    page.evaluate(
        "(selector) => document.querySelector(selector).click()",
        f"[data-insert='{name}']{attribute}",
    )
