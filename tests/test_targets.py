"""Where requests may lead: what is written, what a name resolves to, and what a proxy is asked for."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from ipaddress import ip_address

import pytest
from hostile_cases import PRIVATE
from news_site import ROOT, Site, article_page, environment, serving, story

from crawler.errors import ExitCode
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


def scrape(url: str, addresses: dict[str, str] | None = None, **variables: str) -> tuple[int, str]:
    """The exit code and the last line of `kliping scrape URL`, where names resolve to these addresses: one each time."""
    program = f"""
import itertools, socket, crawler.settings
names = {{name: itertools.cycle(found.split()) for name, found in {addresses or {}!r}.items()}}
resolve = socket.gethostbyname
socket.gethostbyname = lambda name: next(names[name]) if name in names else resolve(name)
crawler.settings.DNSCACHE_ENABLED = False
from crawler.cli import main
main()
"""
    env = {**environment(), "KLIPING_ALLOW_LOOPBACK": "", **variables}
    done = subprocess.run(
        [sys.executable, "-c", program, "scrape", url], env=env, cwd=ROOT, capture_output=True, timeout=60, check=False
    )
    assert b"Traceback" not in done.stderr
    return done.returncode, (done.stdout + done.stderr).decode().strip().splitlines()[-1]


REFUSED = "it leads to an address inside a private network"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "[::1]"])
def test_this_machine_is_no_target(site: Site, host: str) -> None:
    code, said = scrape(site.url("/berita/1/warga-kampung-1", host))
    assert (code, said.endswith(REFUSED), site.asked) == (ExitCode.FAILED, True, [])


@pytest.mark.parametrize("address", ["127.0.0.1", "169.254.169.254", "10.0.0.1"])
def test_a_name_is_judged_by_its_address(site: Site, address: str) -> None:
    code, said = scrape(site.url("/berita/1/warga-kampung-1", "berita.example.com"), {"berita.example.com": address})
    assert (code, said.endswith(REFUSED), site.asked) == (ExitCode.FAILED, True, [])


def test_the_address_that_was_judged_is_the_one_that_is_connected_to(site: Site) -> None:
    """DNS rebinding: the name is public when it is judged, and private when it is asked for again."""
    addresses = {"berita.example.com": "93.184.216.34 127.0.0.1"}
    code, said = scrape(site.url("/berita/1/warga-kampung-1", "berita.example.com"), addresses)
    assert (code, site.asked) == (ExitCode.FAILED, [])
    assert said.endswith("there is no such host, or no network")


def test_a_proxy_is_no_target_and_names_are_left_to_it(site: Site) -> None:
    page = "http://berita.example.com/berita/1/x"
    proxy = {"http_proxy": f"http://localhost:{site.port}", "no_proxy": "direct.example.com"}
    site.add(page, article_page("Warga Panen Jagung", story(1)))
    site.add("http://berita.example.com/pindah", "", status=302, headers={"Location": "http://192.168.1.1/"})
    code, said = scrape(page, **proxy)
    assert (code, said) == (ExitCode.OK, page)
    for url in (
        *PRIVATE[:4],
        "http://localhost/",
        f"http://127.0.0.1:{site.port}/x",
        "http://berita.example.com/pindah",
    ):
        code, said = scrape(url, **proxy)
        assert (code, said.endswith(REFUSED)) == (ExitCode.FAILED, True), url
    asked = set(site.paths())
    # asked for past the proxy, its own host is a target like any other
    code, said = scrape(f"http://direct.example.com:{site.port}/", {"direct.example.com": "127.0.0.1"}, **proxy)
    assert (code, said.endswith(REFUSED), set(site.paths()) - asked) == (ExitCode.FAILED, True, set())
