"""Records as Parquet, by pyarrow, which is imported only here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, BinaryIO

from crawler.cli._formats import Rows, batches
from crawler.errors import UsageError

_ROWS_A_GROUP = 1_000


def write_parquet(fields: Mapping[str, type], rows: Rows, out: BinaryIO) -> None:
    """Parquet with columns of these types, in groups of rows: lists as lists, dicts as maps, datetimes as instants.

    UsageError, saying how to get it, where pyarrow is missing.
    """
    try:
        import pyarrow as arrow
        from pyarrow.parquet import ParquetWriter
    except ImportError as error:
        raise UsageError("Parquet needs pyarrow (pip install 'kliping[parquet]'); or choose .jsonl or .csv") from error
    types = {
        str: arrow.string(),
        int: arrow.int64(),
        bool: arrow.bool_(),
        list: arrow.list_(arrow.string()),
        dict: arrow.map_(arrow.string(), arrow.string()),
        datetime: arrow.timestamp("s", tz="UTC"),
    }
    schema = arrow.schema([(name, types[kind]) for name, kind in fields.items()])
    with ParquetWriter(out, schema, compression="zstd") as writer:
        for some in batches(rows, _ROWS_A_GROUP):
            columns = [
                arrow.array([_value(kind, value) for value in values], type=types[kind])
                for kind, values in zip(fields.values(), zip(*some, strict=True), strict=True)
            ]
            writer.write_table(arrow.Table.from_arrays(columns, schema=schema))


def _value(kind: type, value: Any) -> Any:
    if value is None:
        return None
    if kind is datetime:
        return datetime.fromisoformat(value)
    return list(value.items()) if kind is dict else value
