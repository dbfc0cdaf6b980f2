"""Drafts for the tests of the cleaning steps. The texts are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from crawler.article import Article, Block, Draft
from crawler.portal import Portal
from crawler.portals import GENERIC

FIRST = (
    "Warga Desa Sumberjati bergotong royong memperbaiki jembatan bambu yang hanyut diterjang banjir pada Senin (3/2), "
    "setelah dua pekan anak-anak harus memutar sejauh empat kilometer untuk sampai di sekolah."
)
SECOND = (
    "Kepala desa mengatakan biaya perbaikan ditanggung bersama, sedangkan kayu disumbang pemilik penggilingan padi "
    "yang sawahnya berada di seberang sungai itu."
)
LAST = (
    "Ia berharap pemerintah kabupaten segera membangun jembatan beton, sebab musim hujan diperkirakan berlangsung "
    "sampai akhir Maret dan arus sungai belum surut."
)
DIKSI = Portal(name="diksi", title="DiksiNews", domains=("diksi.co.id",), boilerplate=(r"^Info layanan:",))


def draft(*blocks: str | Block, portal: Portal = GENERIC, **fields: Any) -> Draft:
    article = Article("https://diksi.co.id/a", "https://diksi.co.id/a", portal.name, datetime(2025, 2, 3, tzinfo=UTC))
    return Draft(replace(article, **fields), tuple(Block(b) if isinstance(b, str) else b for b in blocks), portal)


def texts(cleaned: Draft) -> list[str]:
    return [block.text for block in cleaned.blocks]


def link(text: str, **fields: Any) -> Block:
    return Block(text, linked=1.0, **fields)


POINTERS = [
    "Baca juga: Warga Perbaiki Jembatan dengan Uang Sendiri",
    "Baca Juga : Warga Perbaiki Jembatan dengan Uang Sendiri",
    "BACA JUGA:Warga Perbaiki Jembatan dengan Uang Sendiri",
    "BACA JUGA: Warga Perbaiki Jembatan, Bupati: Anggaran Sudah Ada",
    "Baca juga Warga Perbaiki Jembatan dengan Uang Sendiri",
    "(Baca juga: Warga Perbaiki Jembatan dengan Uang Sendiri)",
    "[Baca juga: Warga Perbaiki Jembatan dengan Uang Sendiri]",
    "| Baca juga: Warga Perbaiki Jembatan",
    "Baca: Warga Perbaiki Jembatan dengan Uang Sendiri",
    "Baca juga",
    "Baca selengkapnya",
    "Baca selengkapnya di halaman berikutnya",
    "Baca artikel selengkapnya di sini",
    'Simak Video "Detik-detik Jembatan Bambu Hanyut"',
    "Simak Video 'Detik-detik Jembatan Bambu Hanyut':",
    "Simak juga Video 'Jembatan Bambu Hanyut'",
    "Lihat juga Video: Jembatan Bambu Hanyut Diterjang Banjir",
    "Tonton juga Video: Jembatan Bambu Hanyut",
    "Saksikan Video Pilihan di Bawah Ini:",
    "Saksikan video pilihan berikut ini:",
    "Simak video berikut ini",
    "Lihat Juga :",
    "Lihat foto: Jembatan Bambu Hanyut",
    "Simak berita selengkapnya di halaman selanjutnya.",
    "Pilihan Editor: Jembatan Hanyut, Siswa Memutar",
    "Pilihan Redaksi",
    "Artikel lainnya:",
    "Jangan lewatkan!",
    "Berita Terkait",
    "SUDAH BACA INI BELUM?",
    "[Gambas:Video 20detik]",
    "[Gambas:Instagram]",
    "Telusuri berita jembatan lainnya",
    "Selengkapnya KLIK DI SINI",
    "Klik di sini",
    "Read also: Villagers rebuild bridge",
]

LINES = [
    "ADVERTISEMENT",
    "Advertisement",
    "SCROLL TO CONTINUE WITH CONTENT",
    "SCROLL TO RESUME CONTENT",
    "Scroll ke bawah untuk melanjutkan membaca",
    "Scroll down untuk melanjutkan membaca",
    "Scroll ke bawah untuk membaca informasi selengkapnya.",
    "Lanjutkan Membaca ↓",
    "(adsbygoogle = window.adsbygoogle || []).push({});",
    "2 dari 7 halaman",
    "2 dari 20",
    "1 dari 2 Halaman",
    "Halaman 1/2",
    "Halaman 2 dari 3",
    "Halaman selanjutnya",
    "Halaman Selanjutnya: Bupati Siapkan Anggaran",
    "1/10",
    "Loading...",
    "Memuat berita...",
    "Iklan",
    "BAGIKAN :",
    "Tags:",
    "Cek berita dan artikel yg lain di Google News dan dan ikuti WhatsApp channel diksi.co.id",
    "Simak berita dan artikel lainnya di Google News",
    "Follow Berita Diksi di Google News",
    "Ikuti Whatsapp Channel Diksi",
    "Follow WhatsApp Channel Diksi untuk update berita terbaru setiap hari",
    'Dapatkan update berita pilihan setiap hari dari Diksi. Mari gabung di Grup Telegram "Diksi News Update", '
    "caranya klik link https://t.me/diksi, kemudian join.",
    "Download Apps Diksi Sekarang https://apps.diksi.co.id/",
    "Ikuti terus berita terhangat dari Diksi.co.id",
    "Artikel ini telah tayang di Diksi.co.id dengan judul \"Jembatan Hanyut\"",
    "Info layanan: hubungi redaksi",
]  # fmt: skip
