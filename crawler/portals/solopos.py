"""solopos.com. Facts of about 2024 (templates of the site in public code, feed lists)."""

from crawler.portal import Index, Portal, Selectors

PORTAL = Portal(
    name="solopos",
    title="Solopos.com",
    domains=("solopos.com",),
    feeds=("https://www.solopos.com/feed",),
    indexes=(Index(url="https://www.solopos.com/arsip", links="h2.post-title a"),),
    article_url=(r"//(?:www\.|m\.)?solopos\.com/[a-z0-9-]+-(?P<id>\d{5,})$",),
    select=Selectors(
        title=("h1.post-title.title-lg",),
        body=("#konten-premium", ".post-content-area"),
        date=(".post-meta li:has(.fa-clock-o)",),
        authors=(".post-meta .post-author strong",),
        editors=(".author-box .author-info h6 a",),
        section=("a.post-cat",),
        tags=(".tag-lists a",),
        lead=(".post-header-area > p",),
        caption=(".post-media span p",),
    ),
    drop=(".post-media", "#promosi", ".social-share", ".alert", ".tag-lists", ".author-box"),
    boilerplate=(
        r"^solopos\.com - panduan informasi dan inspirasi$",
        r"^klik tombol baca selengkapnya|selamat menikmati espos premium",
        r"^jurnalis di solopos group\.",
        r"^(?:lihat artikel saya lainnya|cek berita lainnya|arsip berita|tags:|share :)$",
    ),
    layouts=("2024",),
    evidence="model",
    newest_evidence="2024",
)
