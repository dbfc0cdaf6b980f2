"""Spiders: NewsSpider crawls portals, PageSpider reads given pages; both fetch an article in the same way."""
