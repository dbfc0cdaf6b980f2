"""Real addresses of articles and of lists of the networks Promedia, PRMN, Jawa Pos, Gramedia and of single portals."""

from __future__ import annotations

from datetime import date

import pytest
from lxml import etree

from crawler.canonical import canonical_url
from crawler.families.jawapos import with_carried_article
from crawler.families.promedia import by_day
from crawler.portals import portal_of

ARTICLES = [
    ("suaramerdeka", "0416707976", "https://www.suaramerdeka.com/nasional/0416707976/akhir-perjalanan-panjang"),
    ("suaramerdeka", "13415925647", "https://jakarta.suaramerdeka.com/nasional/13415925647/kemenpar-adventure-tourism"),
    ("suaramerdeka", "0513946624", "https://solo.suaramerdeka.com/jawa-tengah/0513946624/tokoh-lintas-agama"),
    ("ayobandung", "7913511806", "https://www.ayobandung.com/umum/7913511806/harganya-rp7-juta-per-kg"),
    ("ayobandung", "28263", "https://www.ayobandung.com/read/2018/02/04/28263/10-manfaat-anggur-hitam"),
    (
        "pikiranrakyat",
        "pr-01352541",
        "https://www.pikiran-rakyat.com/nasional/pr-01352541/pakar-ui-sebut-ada-3-kriteria",
    ),
    (
        "wartapontianak",
        "pr-1179596920",
        "https://wartapontianak.pikiran-rakyat.com/nasional/pr-1179596920/reg?page=all",
    ),
    ("pikiranrakyat", "pr-2418678275", "https://klaten.pikiran-rakyat.com/nasional/pr-2418678275/benarkah-hitler"),
    ("zonajakarta", "pr-18808737", "https://zonajakarta.pikiran-rakyat.com/internasional/amp/pr-18808737/walau-kena"),
    ("jawapos", "2607240073", "https://www.jawapos.com/sepak-bola-dunia/2607240073/konser-pitbull-paksa-fk-kauno"),
    ("radarsurabaya", "776724733", "https://radarsurabaya.jawapos.com/ekonomi/776724733/kerugian-akibat-scam-digital"),
    ("grid", "044414097", "https://www.grid.id/read/044414097/profil-rio-ramadhan-mantan-kekeyi"),
    ("grid", "353563377", "https://health.grid.id/read/353563377/sering-mengalami-buang-air-kecil"),
    (
        "nationalgeographic",
        "133715180",
        "https://nationalgeographic.grid.id/read/133715180/sehalaman-dari-batam?page=all",
    ),
    ("bolasport", "314098536", "https://www.bolasport.com/read/314098536/bobotoh-persib-diserang-oknum-suporter"),
    ("kompasid", "tragedi-blackout-listrik", "https://www.kompas.id/artikel/tragedi-blackout-listrik"),
    ("kompasid", "en-faktor-iklim", "https://www.kompas.id/baca/english/2023/10/12/en-faktor-iklim"),
    ("kompastv", "249931", "https://www.kompas.tv/nasional/249931/tidak-perlu-surat-pengantar-rt-dan-rw"),
    ("thejakartapost", "covid", "https://www.thejakartapost.com/news/2020/08/05/covid.html"),
    (
        "idntimes",
        "f411s-1ns3l3",
        "https://www.idntimes.com/sport/soccer/spanyol-juara-piala-dunia-2026-00-f411s-1ns3l3",
    ),
    ("inews", "cara-memainkan-kolintang", "https://www.inews.id/news/nasional/cara-memainkan-kolintang/all"),
    ("inews", "bikin-heboh-penanggalan", "https://jateng.inews.id/berita/bikin-heboh-penanggalan"),
    ("tvonenews", "340086", "https://www.tvonenews.com/berita/nasional/340086-terbitnya-pmk-342025"),
    ("tvonenews", "380275", "https://www.tvonenews.com/berita/380275-mimpi-anak-indonesia-terganjal?"),
    ("metrotvnews", "KXyCWXPX", "https://metrotvnews.com/read/KXyCWXPX-berlaku-mulai-januari-kemnaker-rilis"),
    ("metrotvnews", "418808", "http://bola.metrotvnews.com/read/2015/08/06/418808/firman-utina-ingin-bawa-persib"),
    ("medcom", "zNP4jjAN", "https://www.medcom.id/nasional/politik/zNP4jjAN-pengadaan-mobil-dinas-baru"),
    ("wartaekonomi", "146119", "http://wartaekonomi.co.id/read146119/terminal-giwangan-yogyakarta.html"),
    ("harianjogja", "1238889", "https://www.harianjogja.com/read/2025/12/12/652/1238889/atrbpn-ungkap-capaian-satgas"),
    ("solopos", "1464928", "https://www.solopos.com/1-500-orang-bersih-bersih-kawasan-sriwedari-solo-1464928"),
    ("fajar", "ingin-awet-muda", "https://harian.fajar.co.id/2025/08/20/ingin-awet-muda/"),
]
LISTS = [
    "https://www.suaramerdeka.com/nasional",
    "https://www.suaramerdeka.com/search?q=banjir&page=2",
    "https://zonajakarta.pikiran-rakyat.com/internasional",
    "https://zonajakarta.pikiran-rakyat.com/tag/PES",
    "https://www.jawapos.com/indeks-berita?daterange=&page=3",
    "https://radarbogor.jawapos.com/bansos",
    "https://www.grid.id/search?q=banjir",
    "https://www.bolasport.com/",
    "https://www.kompas.tv/nasional",
    "https://www.thejakartapost.com/search?q=flood",
    "https://www.idntimes.com/news/indonesia",
    "https://www.idntimes.com/tag/taman-baca",
    "https://www.inews.id/indeks/news/28-06-2024/1",
    "https://karanganyar.inews.id/indeks/olahraga/all",
    "https://www.tvonenews.com/berita/nasional",
    "https://www.metrotvnews.com/tag/808/pariwisata-indonesia",
    "https://www.medcom.id/nasional/peristiwa",
    "https://wartaekonomi.co.id/indeks/20250105?page=2",
    "https://www.harianjogja.com/search?q=banjir",
    "https://www.solopos.com/tag/olahraga-karanganyar",
    "https://www.solopos.com/arsip",
    "https://fajar.co.id/page/2/",
]


@pytest.mark.parametrize(("name", "article_id", "url"), ARTICLES)
def test_article_is_told_by_its_address(name: str, article_id: str, url: str) -> None:
    portal = portal_of(url)
    assert portal is not None
    assert portal.name == name
    assert portal.is_article(canonical_url(url, portal))
    assert portal.article_id(canonical_url(url, portal)) == article_id


@pytest.mark.parametrize("url", LISTS)
def test_list_is_no_article(url: str) -> None:
    portal = portal_of(url)
    assert portal is not None
    assert not portal.is_article(canonical_url(url, portal))


def test_daily_index_is_asked_for_as_it_was_seen() -> None:
    address = by_day("www.jawapos.com").url.format(date=date(2025, 2, 4), page=2)
    assert address == (
        "https://www.jawapos.com/indeks-berita?daterange=4%20February%202025%20-%204%20February%202025&page=2"
    )


@pytest.mark.parametrize(
    "data",
    ["{", "[]", "null", '{"props": null}', '{"props": {"pageProps": {"article": []}}}', '{"props": {"article": {}}}'],
)
def test_page_whose_data_hold_no_article_stays_as_it_is(data: str) -> None:
    page = etree.HTML(f"<body><h1>Judul</h1><script id='__NEXT_DATA__'>{data}</script></body>")
    before = etree.tostring(page)
    with_carried_article(page)
    assert etree.tostring(page) == before
