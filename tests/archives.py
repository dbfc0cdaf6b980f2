"""Articles for the tests of the database, and how they come back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from crawler.article import Article
from crawler.database import Archive
from crawler.database.reading import find_article

WIB = timezone(timedelta(hours=7))
URL = "https://contoh.example/berita/12/air-surut"
FULL = Article(
    url=URL,
    requested_url="http://m.contoh.example/berita/12/air-surut?utm_source=x",
    portal="contoh",
    fetched_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    article_id="12",
    title="Air Sungai Mulai Surut",
    text="Air sungai mulai surut pada pagi hari.\n\nWarga kembali ke rumah.",
    lead="Warga lega.",
    dateline="Contoh",
    authors=["Ani Wijaya", "Budi"],
    editors=["Citra"],
    published_at=datetime(2022, 3, 4, 8, 45, tzinfo=WIB),
    published_raw="Jumat, 04 Maret 2022 | 08:45 WIB",
    modified_at=datetime(2022, 3, 4, 9, 0, tzinfo=WIB),
    section="Daerah",
    tags=["banjir", "sungai"],
    image_url="https://contoh.example/a.jpg",
    image_caption="Sungai",
    language="id",
    page_count=2,
    sources={"title": "css:0", "text": "css:0"},
)


def stored(archive: Archive, url: str = URL) -> Article:
    found = find_article(archive, url)
    assert found
    return found


def plain_articles(first: int, count: int) -> list[Article]:
    return [
        replace(
            FULL,
            url=f"https://contoh.example/{n}",
            requested_url=f"https://contoh.example/{n}",
            article_id=str(n),
        )
        for n in range(first, first + count)
    ]
