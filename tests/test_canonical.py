"""Canonical URLs: the forms that were seen on portals, and that canonical twice is canonical once."""

from __future__ import annotations

import pytest

from crawler.canonical import canonical_url
from crawler.portal import Portal
from crawler.portals import portal_of

PORTAL = Portal(name="contoh", title="Contoh", domains=("contoh.id",), keep_query=("id",))

FORMS = [
    ("http://news.contoh.id/read/1/a", "https://news.contoh.id/read/1/a"),
    ("https://M.contoh.id/read/1/a/", "https://www.contoh.id/read/1/a"),
    ("https://amp.contoh.id/read/1/a/amp", "https://www.contoh.id/read/1/a"),
    ("https://m.news.contoh.id/read/1/a/", "https://news.contoh.id/read/1/a"),
    ("https://www.m.contoh.id/read/1/a/", "https://www.contoh.id/read/1/a"),
    ("https://news.contoh.id//berita//1/a#komentar", "https://news.contoh.id/berita/1/a"),
    ("https://contoh.id/read/1/a?page=all&utm_source=x", "https://www.contoh.id/read/1/a"),
    ("https://contoh.id/baca?id=7&page=2", "https://www.contoh.id/baca?id=7"),
    ("https://contoh.id:443/read/1/Judul.Berita.Ini.", "https://www.contoh.id/read/1/Judul.Berita.Ini."),
    ("https://contoh.id/read/1/se%C3%B1or", "https://www.contoh.id/read/1/se%C3%B1or"),
    ("https://contoh.id", "https://www.contoh.id/"),
    ("http://127.0.0.1:8080/a", "http://127.0.0.1:8080/a"),
    ("http://[2606:2800::1]:8080/a", "http://[2606:2800::1]:8080/a"),
    ("http://[2606:2800::1]/a/", "https://[2606:2800::1]/a"),
]


# canonical address -> what else leads to the same article; shapes from fact files and saved pages
ALIASES = {
    "https://www.antaranews.com/berita/629369/saat-pengadilan-pertemukan-dua-terdakwa": [
        "https://m.antaranews.com/berita/629369/saat-pengadilan-pertemukan-dua-terdakwa",
        "http://m.antaranews.com/amp/berita/629369/saat-pengadilan-pertemukan-dua-terdakwa",
        "https://antaranews.com/berita/629369/saat-pengadilan-pertemukan-dua-terdakwa?page=all",
        "https://www.antaranews.com/print/629369/saat-pengadilan-pertemukan-dua-terdakwa",
    ],
    "https://jateng.antaranews.com/berita/500123/warga-panen-padi": [
        "https://www.jateng.antaranews.com/berita/500123/warga-panen-padi",
        "https://m.jateng.antaranews.com/amp/berita/500123/warga-panen-padi/",
    ],
    "https://news.detik.com/berita/d-3994898/warga-perbaiki-jembatan": [
        "https://news.detik.com/berita/d-3994898/warga-perbaiki-jembatan/2",
        "https://m.news.detik.com/berita/d-3994898/warga-perbaiki-jembatan?single=1",
        "http://news.detik.com//berita/d-3994898/warga-perbaiki-jembatan/amp?tag_from=wp_nhl_3",
        "https://news.detik.com/berita/d-3994898/warga-perbaiki-jembatan#komentar",
    ],
    "https://www.detik.com/jabar/berita/d-7000001/jalan-longsor": [
        "https://detik.com/jabar/berita/d-7000001/jalan-longsor",
        "https://m.detik.com/jabar/berita/d-7000001/jalan-longsor/",
    ],
    "https://nasional.kompas.com/read/2026/03/04/13300711/warga-panen-padi": [
        "https://nasional.kompas.com/read/2026/03/04/13300711/warga-panen-padi?page=all#page2",
        "http://nasional.kompas.com/read/xml/2026/03/04/13300711/warga-panen-padi",
        "https://www.nasional.kompas.com/read/2026/03/04/13300711/warga-panen-padi?page=3",
    ],
    "https://www.kompas.com/tren/read/2026/03/04/080000065/asal-usul-nama-kota": [
        "https://amp.kompas.com/tren/read/2026/03/04/080000065/asal-usul-nama-kota",
        "https://kompas.com/tren/read/2026/03/04/080000065/asal-usul-nama-kota?source=terpopuler",
    ],
    "https://daerah.sindonews.com/read/1731775/178/warga-panen-padi-1784873276": [
        "https://daerah.sindonews.com/read/1731775/178/warga-panen-padi-1784873276/10",
        "https://daerah.sindonews.com/read/1731775/178/warga-panen-padi-1784873276?showpage=all",
    ],
    "https://www.bola.com/indonesia/read/3035486/sepatu-futsal-baru": [
        "http://m.bola.com/indonesia/read/3035486/sepatu-futsal-baru?utm_source=Mobile&utm_medium=facebook",
        "https://www.bola.com/indonesia/read/3035486/sepatu-futsal-baru/page-2",
        "https://bola.com/indonesia/read/3035486/sepatu-futsal-baru",
    ],
    "https://www.liputan6.com/news/read/4197234/alat-pelindung-habis": [
        "https://www.liputan6.com/amp/news/read/4197234/alat-pelindung-habis",
        "https://m.liputan6.com/news/read/4197234/alat-pelindung-habis?page=2",
    ],
    "https://www.kapanlagi.com/showbiz/selebriti/potret-lamaran-8936a1f4.html": [
        "http://m.kapanlagi.com/amp/showbiz/selebriti/potret-lamaran-8936a1f4.html",
    ],
    "https://nasional.tempo.co/read/1322827/warga-panen-padi": [
        "https://nasional.tempo.co/amp/1322827/warga-panen-padi",
        "https://m.nasional.tempo.co/read/1322827/warga-panen-padi?page_num=2",
        "https://nasional.tempo.co/read/1322827/warga-panen-padi/full",
    ],
    "https://www.tempo.co/ekonomi/warga-panen-padi-2277913": [
        "https://tempo.co/ekonomi/warga-panen-padi-2277913",
        "https://www.tempo.co/ekonomi/warga-panen-padi-2277913/amp",
    ],
    "https://news.okezone.com/read/2026/07/24/337/3232094/warga-panen-padi": [
        "https://news.okezone.com/read/2026/07/24/337/3232094/warga-panen-padi?page=2",
        "https://news.okezone.com/amp/read/2026/07/24/337/3232094/warga-panen-padi",
        "http://m.news.okezone.com/read/2026/07/24/337/3232094/warga-panen-padi",
    ],
    "https://mediaindonesia.com/ekonomi/851796/warga-panen-padi": [
        "https://www.mediaindonesia.com/ekonomi/851796/warga-panen-padi",
        "https://m.mediaindonesia.com/amp/ekonomi/851796/warga-panen-padi",
    ],
    "https://www.viva.co.id/berita/nasional/1905462-warga-panen-padi": [
        "https://www.viva.co.id/amp/berita/nasional/1905462-warga-panen-padi",
        "https://viva.co.id/berita/nasional/1905462-warga-panen-padi?page=all",
    ],
    "https://www.suara.com/news/2026/04/09/165500/warga-panen-padi": [
        "https://amp.suara.com/news/2026/04/09/165500/warga-panen-padi",
        "https://www.suara.com/news/2026/04/09/165500/warga-panen-padi?page=all",
    ],
    "https://www.cnnindonesia.com/nasional/20250628194734-20-1244741/warga-panen-padi": [
        "https://www.cnnindonesia.com/nasional/20250628194734-20-1244741/warga-panen-padi/amp",
        "https://m.cnnindonesia.com/nasional/20250628194734-20-1244741/warga-panen-padi/3",
    ],
    "https://www.jpnn.com/news/warga-panen-padi": [
        "https://m.jpnn.com/news/warga-panen-padi?page=2",
        "https://jpnn.com/amp/news/warga-panen-padi",
    ],
}

OTHERS = [
    ("https://nasional.kompas.com/read/2022/03/04", "https://nasional.kompas.com/read/2022/03/04"),
    ("https://www.antaranews.com/terkini/2", "https://www.antaranews.com/terkini/2"),
    ("https://www.jpnn.com/tag/banjir/all", "https://www.jpnn.com/tag/banjir/all"),
    ("https://www.detik.com/berita/d-7/13", "https://www.detik.com/berita/d-7"),
]


@pytest.mark.parametrize(
    ("url", "canonical"), [(url, own) for own, urls in ALIASES.items() for url in (own, *urls)] + OTHERS
)
def test_every_address_of_an_article_becomes_its_own(url: str, canonical: str) -> None:
    portal = portal_of(url)
    assert canonical_url(url, portal) == canonical
    assert canonical_url(canonical, portal) == canonical


def test_main_site_is_written_as_the_sources_of_the_portal_write_it() -> None:
    bare = Portal(name="a", title="A", domains=("contoh.id",), feeds=("https://contoh.id/feed",))
    below = Portal(name="b", title="B", domains=("kota.contoh.co.id", "contoh.co.id", "127.0.0.1"))
    assert canonical_url("https://www.contoh.id/a", bare) == "https://contoh.id/a"
    assert canonical_url("https://www.kota.contoh.co.id/a", below) == "https://kota.contoh.co.id/a"
    assert canonical_url("https://contoh.co.id/a", below) == "https://www.contoh.co.id/a"
    assert canonical_url("http://127.0.0.1:80/a", below) == "https://127.0.0.1/a"


@pytest.mark.parametrize(("url", "canonical"), FORMS)
def test_forms_of_one_address_become_one(url: str, canonical: str) -> None:
    assert canonical_url(url, PORTAL) == canonical
    assert canonical_url(canonical, PORTAL) == canonical


def test_site_without_rules_keeps_what_may_name_the_article() -> None:
    assert canonical_url("https://situs.example/?p=12&fbclid=x&page=2") == "https://situs.example/?p=12"


@pytest.mark.parametrize(
    "url", ["", "bukan url", "mailto:a@b.id", "https://[::1", "ftp://contoh.id/a", "https://contoh.id:x/"]
)
def test_what_is_no_web_address_comes_back_as_it_is(url: str) -> None:
    assert canonical_url(url, PORTAL) == url
