"""Addresses of real articles and real listings: each finds its portal, which tells them apart."""

from __future__ import annotations

import pytest

from crawler.canonical import canonical_url
from crawler.portals import portal_of

# As public pages and lists cite them.
ARTICLES = """
tribuntimur https://makassar.tribunnews.com/2024/12/05/distribusi-air-bersih-terganggu-pdam-sinjai-siapkan-layanan-mobil-tangki
tribuntimur https://makassar.tribunnews.com/2020/12/06/anak-muda-di-wajo-buat-aplikasi-allirita-sebuah-upaya-merawat-tradisi-lisan?page=2
poskupang https://kupang.tribunnews.com/2021/11/30/hut-ke-29-pos-kupang-diharap-jadi-obor-edukasi-masyarakat-ntt
tribunaceh https://aceh.tribunnews.com/2023/09/08/sudah-tiga-kapal-karam-nelayan-keluhkan-pendangkalan-kuala-krueng-aceh
antarakalsel https://kalsel.antaranews.com/berita/493081/asdp-batulicin-siapkan-delapan-kapal-untuk-kelancaran-nataru
antarabali https://bali.antaranews.com/amp/berita/155265/antara-bali-stahn-mpu-kuturan-singaraja-jalin-kerja-sama-tri-dharma
bloombergtechnoz https://www.bloombergtechnoz.com/detail-news/115056/tlkm-diborong-asing-di-tengah-transformasi-bisnis/2
rri https://rri.co.id/internasional/2693092/media-sosial-twitternow-kembali-aktif-pengguna-bisa-daftar-untuk-uji-coba
rri https://rri.co.id/padang/hobi/2786368/mencoba-sensasi-bertahan-hidup-lewat-gim-wni-simulator
infobanknews https://infobanknews.com/essa-fokus-operasional-lpg-dan-amoniak-di-2026-siapkan-capex-segini/
tvrinews https://ekonomi.tvrinews.com/berita/ts2km9b-menkeu-purbaya-apbn-2025-terjaga-sehat-efektif-dan-akuntabel
tempoenglish https://en.tempo.co/read/2120958/samsung-to-launch-ai-powered-smart-glasses-in-november-2026
jubi https://jubi.id/polhukam/2023/bawaslu-papua-tengah-sebut-penetapan-ketua-bawaslu-paniai-terhambat-masalah-internal/
suarapapua https://suarapapua.com/2026/05/31/theo-hesegem-ungkap-beberapa-sumber-ancaman-masa-depan-oap/
mongabay https://mongabay.co.id/2026/08/06/ketika-kebakaran-hutan-dan-lahan-menggila-di-kalimantan/
muhammadiyah https://muhammadiyah.or.id/2021/03/waktu-subuh-muhammadiyah-kriteria-18-derajat/
nuonline https://www.nu.or.id/nasional/orang-tua-keluhkan-sistem-ppdb-zonasi-minta-pemerintah-evaluasi-xaON2
konde https://www.konde.co/2020/09/survey-beban-pendampingan-belajar-anak/
radarcirebon https://radarcirebon.disway.id/read/184650/komisi-iv-dprd-tuding-disdik-sekolah-minim-pembinaan-pelajar
nusabali https://www.nusabali.com/berita/116074/dr-maharani-kandhisa-luncurkan-face-mist-leuti-yang-kaya-manfaat
projectmultatuli https://projectmultatuli.org/perempuan-obi-bertahan-di-tengah-gusuran-industri-nikel-torang-dibuat-mati-perlahan-lahan/
""".strip().split("\n")

LISTINGS = """
https://jabar.tribunnews.com/index-news?date=2026-7-1&page=2
https://aceh.tribunnews.com/tag/aceh-jaya
https://bali.antaranews.com/terkini
https://voi.id/artikel/indeks?page=2
https://voi.id/artikel/cari?q=banjir
https://kbr.id/articles/indeks?page=2
https://swa.co.id/latest?page=2
https://www.betahita.id/search?query=hutan&pagenum=1
https://www.cna.id/topic/banjir
https://indopolitika.com/indeks-berita/page/2/
https://www.goodnewsfromindonesia.id/explore
https://www.idnfinancials.com/id/news
https://projectmultatuli.org/en/rubrik/article/page/2
""".split()


@pytest.mark.parametrize("line", ARTICLES)
def test_article_belongs_to_its_portal(line: str) -> None:
    name, url = line.split()
    portal = portal_of(url)
    assert portal is not None
    assert portal.name == name
    assert portal.is_article(url)
    assert portal.is_article(canonical_url(url, portal))


@pytest.mark.parametrize("url", LISTINGS)
def test_listing_is_no_article(url: str) -> None:
    portal = portal_of(url)
    assert portal is not None
    assert not portal.is_article(url)
