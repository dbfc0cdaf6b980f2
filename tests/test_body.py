"""Bodies of every make -> blocks."""

from __future__ import annotations

import pytest
from lxml import html

from crawler.extraction.body import blocks_of, text_of
from crawler.selector import Selector


def texts(markup: str, **options: bool) -> list[str]:
    return [block.text for block in blocks_of([html.fromstring(markup)], **options)]


BODIES = [
    ("<div><p>Satu.</p><p>Dua <b>tebal</b>.</p></div>", ["Satu.", "Dua tebal."]),
    ("<div>Satu.<br><br>Dua.<br/>Tiga.</div>", ["Satu.", "Dua.", "Tiga."]),
    ("<div><strong>Jakarta</strong> - Teks telanjang <p>lalu paragraf</p> dan ekor</div>",
     ["Jakarta - Teks telanjang", "lalu paragraf", "dan ekor"]),
    ("<div><h3>Judul Kecil</h3><ul><li>butir <a href=x>satu</a></li><li><p>butir dua</p></li></ul></div>",
     ["Judul Kecil", "butir satu", "butir dua"]),
    ("<div><table><tr><td>Kelas</td><td>Harga</td></tr><tr><td>A</td><td>Rp 10</td></tr></table></div>",
     ["Kelas | Harga", "A | Rp 10"]),
    ("<div><p>Satu<script>var a = 1</script> dua</p><style>p{}</style><iframe>x</iframe><p>tiga</p></div>",
     ["Satu dua", "tiga"]),
    ("<div><figure><img><figcaption>Keterangan</figcaption></figure><p>Isi</p></div>", ["Isi"]),
    ("<div><p>awal</p><div style='display:none'><p>halaman dua</p></div></div>", ["awal", "halaman dua"]),
    ("<div><blockquote><p>Kutipan.</p></blockquote>&nbsp;<p> &nbsp; </p></div>", ["Kutipan."]),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "expected"), BODIES)
def test_body_comes_out_in_paragraphs(markup: str, expected: list[str]) -> None:
    assert texts(markup) == expected


def test_kinds_and_share_of_links() -> None:
    root = html.fromstring(
        "<div><h2>Sub</h2><p>Baca juga: <a>Judul lain yang panjang</a></p><ul><li>b</li></ul>"
        "<blockquote><p>k</p></blockquote><table><tr><td>x</td><td>y</td></tr></table></div>"
    )
    blocks = blocks_of([root])
    assert [b.kind for b in blocks] == ["heading", "p", "item", "quote", "row"]
    assert 0.6 < blocks[1].linked < 0.8
    assert blocks[2].linked == 0


def test_dropped_elements_are_left_out_and_the_text_behind_them_stays() -> None:
    root = html.fromstring("<div><p>Satu <span class='x'>iklan</span> dua</p><div class='x'>y</div>ekor</div>")
    assert [b.text for b in blocks_of([root], Selector(".x").elements(root))] == ["Satu dua", "ekor"]


def test_photo_story_keeps_captions() -> None:
    assert texts("<div><figure><figcaption>Warga antre.</figcaption></figure></div>", captions=True) == ["Warga antre."]


def test_deep_nesting_does_not_break_the_walk() -> None:
    assert texts("<div>" * 200 + "dalam" + "</div>" * 200) == ["dalam"]


def test_text_of_joins_what_markup_separates() -> None:
    assert text_of(html.fromstring("<p>Rabu,<br>4 <b>Mei</b><script>x</script>\n 2022</p>")) == "Rabu, 4 Mei 2022"
