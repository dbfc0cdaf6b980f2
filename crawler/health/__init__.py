"""Health: each portal against its own history. Pure: history in, findings out."""
