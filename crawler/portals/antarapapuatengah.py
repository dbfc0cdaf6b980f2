"""papuatengah.antaranews.com (ANTARA, Papua Tengah); facts of 2026 (a feed list, tried by its author)."""

from crawler.families.antara import antara_bureau

PORTAL = antara_bureau("antarapapuatengah", "Papua Tengah", "papuatengah.antaranews.com")
