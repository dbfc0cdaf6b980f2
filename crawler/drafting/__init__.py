"""Drafting: the first rules for a portal, and a fixture, from one of its article pages. Pure; nothing here fetches."""
