"""Where requests may lead: what is written, what a name resolves to, and what a proxy is asked for."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from ipaddress import ip_address

import pytest
from news_site import ROOT, Site, article_page, environment, serving, story

from crawler.targets import is_internal, is_loopback, is_public, proxy_hosts, written_address

PUBLIC = ("93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34")
NOT_PUBLIC = (
    "127.0.0.1", "10.1.2.3", "172.31.255.255", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "192.0.2.1",
    "198.18.0.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fc00::1",
    "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "::7f00:1",
    "2001:db8::1",
)  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address: str) -> None:
    assert is_public(ip_address(address))
    assert not is_internal(address)


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))
    assert is_internal(address)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("2130706433", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("0", "0.0.0.0"),
        ("fe80::1%eth0", "fe80::1"),
        ("1.2.3.4.example.com", None),
        ("berita.example.com", None),
    ],
)
def test_odd_notations_are_read_as_resolvers_read_them(host: str, address: str | None) -> None:
    found = written_address(host)
    assert (str(found) if found else None) == address


@pytest.mark.parametrize(
    ("host", "internal"),
    [
        ("localhost", True),
        ("LOCALHOST.", True),
        ("a.localhost", True),
        ("intranet", True),
        ("printer.local", True),
        ("metadata.google.internal", True),
        ("router.home.arpa", True),
        ("127.0.0.1.", True),
        ("www.detik.com", False),
        ("www.detik.com.", False),
        ("local.detik.com", False),
        ("xn--80ak6aa92e.com", False),
    ],
)
def test_names_that_are_plainly_internal(host: str, internal: bool) -> None:
    assert is_internal(host) is internal


def test_loopback_is_told_from_the_rest_of_what_is_private() -> None:
    assert all(map(is_loopback, ("127.0.0.1", "127.9.9.9", "::1", "localhost", "a.localhost.", "0x7f.1")))
    assert not any(map(is_loopback, ("10.0.0.1", "0.0.0.0", "93.184.216.34", "localhost.example.com")))


def test_hosts_of_proxies() -> None:
    proxies = {"http": "http://user:x@Proxy.lan:3128/", "https": "10.0.0.5:8080", "no": "localhost,.example.com"}
    assert proxy_hosts(proxies) == {"proxy.lan", "10.0.0.5"}


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        running.add_article(1)
        yield running


REFUSED = "it leads to an address inside a private network"
NO_HOST = "there is no such host, or no network"


def scrape(*urls: str, addresses: dict[str, str] | None = None, **variables: str) -> dict[str, str]:
    """Why each URL was not had by `kliping scrape`; names resolve to these addresses, one each time they are asked."""
    program = f"""
import itertools, socket, crawler.settings
names = {{name: itertools.cycle(found.split()) for name, found in {addresses or {}!r}.items()}}
resolve = socket.gethostbyname
socket.gethostbyname = lambda name: next(names[name]) if name in names else resolve(name)
crawler.settings.DNSCACHE_ENABLED = False
crawler.settings.RETRY_TIMES = 0
from crawler.cli import main
main()
"""
    done = subprocess.run(
        [sys.executable, "-c", program, "scrape", *urls],
        env={**environment(), "KLIPING_ALLOW_LOOPBACK": "", **variables},
        cwd=ROOT,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    said = [line.removeprefix("kliping: ").rpartition(": ") for line in done.stderr.decode().splitlines()]
    return {url: why for url, _, why in said}


def test_this_machine_is_no_target(site: Site) -> None:
    hosts = ("127.0.0.1", "127.9.9.9", "localhost", "a.localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:7f00:1]")
    urls = [site.url("/berita/1/warga-kampung-1", host) for host in hosts]
    assert scrape(*urls) == dict.fromkeys(urls, REFUSED)
    assert not site.asked


def test_a_name_is_judged_by_the_address_that_is_connected_to(site: Site) -> None:
    """The last name is public when it is judged and private when it is asked for again: DNS rebinding."""
    addresses = {
        "here.example.com": "127.0.0.1",
        "cloud.example.com": "169.254.169.254",
        "router.example.com": "192.168.1.1",
        "rebound.example.com": "93.184.216.34 127.0.0.1",
    }
    urls = {site.url("/berita/1/warga-kampung-1", name): REFUSED for name in addresses}
    urls[site.url("/berita/1/warga-kampung-1", "rebound.example.com")] = NO_HOST
    assert scrape(*urls, addresses=addresses) == urls
    assert not site.asked


def test_a_proxy_is_no_target_and_resolves_the_names(site: Site) -> None:
    proxy = {"http_proxy": f"http://localhost:{site.port}", "no_proxy": "direct.example.com"}
    page, moved = "http://berita.example.com:8080/berita/1/x", "http://berita.example.com:8080/berita/2/x"
    site.add(page, article_page("Warga Panen Jagung", story(1)))
    site.add(moved, "", status=302, headers={"Location": "http://192.168.1.1/"})
    refused = ["http://10.0.0.1:8080/", "http://localhost:8080/", site.url("/x"), "http://router.lan:8080/", moved]
    # past the proxy its host is a target like any other
    refused.append(f"http://direct.example.com:{site.port}/")
    found = scrape(page, *refused, addresses={"direct.example.com": "127.0.0.1"}, **proxy)
    assert found == dict.fromkeys(refused, REFUSED)
    assert {path for path in site.paths() if not path.endswith("/robots.txt")} == {page, moved}
