"""Which addresses are public: no special network in any notation, and everything else."""

import random
from ipaddress import IPv4Address, IPv6Address, IPv6Network

import pytest

from core.public_addresses import is_public


@pytest.mark.parametrize(
    "address",
    [
        "1.1.1.1",
        "8.8.8.8",
        "93.184.215.14",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "223.255.255.255",
        "2001:200::1",  # the first one that a registry gave out
        "2606:4700:4700::1111",
        "2a00:1450:4009::200e",
        "64:ff9b::8.8.8.8",  # NAT64 of a public address
    ],
)
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "127.255.255.255",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
    ],
)
def test_special_networks_of_ipv4_are_not_public_in_any_form(address: str) -> None:
    number = int(IPv4Address(address))
    forms = [
        address,
        f"::ffff:{address}",  # mapped
        f"::ffff:0:{address}",  # translated
        f"::{address}",  # compatible
        f"64:ff9b::{address}",  # NAT64
        str(IPv6Address(0x2002 << 112 | number << 80)),  # 6to4
        str(IPv6Address(0x20010000 << 96 | number ^ 0xFFFFFFFF)),  # Teredo
    ]
    assert [form for form in forms if is_public(form)] == []


@pytest.mark.parametrize(
    "address",
    [
        "::",
        "::1",
        "::ffff:8.8.8.8",  # mapped: no resolver answers with it
        "64:ff9b:1::8.8.8.8",  # NAT64 for local use
        "100::1",
        "2001::1",
        "2001:2::1",
        "2001:10::1",
        "2001:1ff:ffff::",
        "2001:db8::1",
        "2002:808:808::1",
        "2620:4f:8000::1",
        "3fff::1",
        "4000::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "2606:4700::1%eth0",
        "",
        "localhost",
        "127.1",
        "0x7f.0.0.1",
        "0177.0.0.1",
        "2130706433",
    ],
)
def test_special_networks_of_ipv6_and_other_notations_are_not_public(address: str) -> None:
    assert not is_public(address)


def test_nothing_is_public_that_python_calls_private() -> None:
    chance = random.Random(13)
    unicast = IPv6Network("2000::/3")
    v4 = [IPv4Address(chance.getrandbits(32)) for _ in range(5_000)]
    v6 = [IPv6Address(int(unicast[0]) | chance.getrandbits(125)) for _ in range(500)]
    wrong = [
        str(address)
        for address in [*v4, *v6]
        if is_public(str(address)) and (not address.is_global or address.is_multicast)
    ]
    assert wrong == []
    assert sum(is_public(str(address)) for address in v4) > 4_000
