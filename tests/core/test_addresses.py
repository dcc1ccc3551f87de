"""Which addresses may reach a page."""

import pytest

from core.addresses import checked


@pytest.mark.parametrize(
    "address",
    ["/", "/posts/猫/?a=b#c", "https://example.com", "HTTP://example.com:8080/a", "/a:b"],
)
def test_a_path_and_a_web_address_pass(address: str) -> None:
    assert checked(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "https:",
        "https:///path",
        "https://[",
        "https://a:b/",
        "relative",
    ],
)
def test_anything_else_is_dropped(address: str) -> None:
    assert checked(address) == ""
