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
bbcindonesia https://www.bbc.com/indonesia/articles/clj6rene4y7o
bbcindonesia http://www.bbc.com/indonesia/indonesia-51232803
beritasatu https://www.beritasatu.com/nasional/3013541/anak-indonesia-dilindungi-jaminan-kesehatan-nasional
investor https://investor.id/market/425815/bumi-ungkap-aksi-baru
jakartaglobe https://jakartaglobe.id/lifestyle/bali-targets-66-million-international-visitors-in-2026
bisnis https://www.bisnis.com/read/20231103/638/1710862/34-contoh-pantun-jenaka-4-baris-struktur-dan-maknanya
bisnis https://ekonomi.bisnis.com/read/20260926/9/2007406/oecd-capai-52-inflasi-3-pada-2027
cnbcindonesia https://www.cnbcindonesia.com/news/20260602161044-4-739489/pln-cetak-laba-rp-726-triliun-di-2025
kontan https://nasional.kontan.co.id/news/kemenkes-siapkan-sinovac-sebagai-vaksin-booster
katadata https://katadata.co.id/berita/industri/6a74489906fb8/profit-peritel-menyusut-akibat-diskon-dan-biaya-naik
katadata http://katadata.co.id/berita/2015/06/22/perekonomian-ibu-kota-hanya-akan-tumbuh-53-58-persen
tirto https://tirto.id/tradisi-seba-masyarakat-seba-baduy-87o
kumparan https://kumparan.com/yudhi-mada/teknik-penggunaan-kata-kunci-berbasis-lokasi-24ZGFhYmO7y
kumparan https://m.kumparan.com/@kumparantech/twitter-matikan-fitur-tweet-via-sms-setelah-akun-ceo-nya-diretas-1roR2ErY6AQ
voaindonesia https://www.voaindonesia.com/a/ntb-dan-ntt-hadapi-bencana-kekeringan/6212316.html
dwindonesia https://www.dw.com/id/kurangi-emisi-karbon-dengan-konsumsi-bijak-selama-ramadan/a-61393961
rmol https://rmol.id/bisnis/read/2025/12/25/691564/gubernur-banten-tetapkan-ump-dan-umk-2026-cilegon-paling-tinggi
rmol http://dunia.rmol.co/read/2018/12/12/370435/Raja-Mohammed-VI:-Migrasi-Bukan-Hanya-Masalah-Keamanan-
alinea https://www.alinea.id/nasional/pemanfaatan-teknologi-kesehatan-ri-tertinggal-b2cDV98xq
mojok https://mojok.co/liputan/susul/pogung-labirin-yang-membuat-bingung-dan-teori-belok-kanan/
turnbackhoax https://turnbackhoax.id/articles/36110-salah-uni-eropa-larang-b50?utm_source=rss
turnbackhoax https://turnbackhoax.id/2025/04/30/salah-ada-razia-berujung-kuras-bensin-usai-kasus-pertamax-oplosan/
hukumonline https://www.hukumonline.com/berita/a/dasar-hukum-hak-cipta-lt62b9143a498ff/2
gatra https://www.gatra.com/news-501633-ekonomi-tanam-padi-inpari-32-jurus-jitu-bangun-ketahanan-pangan-.html
poskota https://www.poskota.co.id/2026/01/12/spesial-kado-hut-jakarta-ke-500-pramono-anung-sebut-legenda-el-clasico-bakal-tanding-di-ibu-kota
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
https://www.bbc.com/indonesia/topics/cjgn7k8yx4gt
https://www.bbc.com/indonesia/pemilu-2024
https://www.dw.com/id/bahasa-jerman/deutsch-warum-nicht/s-2717
https://www.beritasatu.com/terkini/indeks/2
https://investor.id/corporate-action/indeks/2
https://jakartaglobe.id/newsindex/page/2
https://www.bisnis.com/index?categoryId=194&type=indeks&date=2026-09-26&page=2
https://www.cnbcindonesia.com/mymoney/indeks/71?date=2026/09/26
https://www.kontan.co.id/search/indeks?kanal=&tanggal=02&bulan=01&tahun=2019&pos=indeks&per_page=20
https://katadata.co.id/indeks/search/-/01-08-2026/02-08-2026
https://tirto.id/pikir-dua-kali
https://tirto.id/bisnis-tirto/insider/ekonomi
https://kumparan.com/channel/bola-sports
https://www.voaindonesia.com/z
https://rmol.id/tag/banjir?page=2
https://mojok.co/esai/page/2
https://turnbackhoax.id/articles?category=all&page=2
https://www.hukumonline.com/berita/sitemap.xml
https://www.gatra.net/page/2/
https://www.poskota.co.id/tag/banjir?page=2
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
