"""Rebuilds the rows of the reference tables from the folder of collected figures.

    python tools/tables/member_tables.py ../shared/data

Headers are written by hand and kept as they are; below them the rows are written anew: figures
copied as text, columns named as in the header, members in protocol order. `eu27` and `facilities`
are written by hand altogether.
"""

from __future__ import annotations

import csv
import sys
from io import StringIO
from pathlib import Path

TABLES = Path(__file__).parents[2] / "src/winset/data/tables"

Rows = list[dict[str, str]]

SOURCES = {
    "eu27_population": "eu27_population.csv",
    "eu27_gdp": "eu27_gdp.csv",
    "eu27_fiscal": "eu27_fiscal.csv",
    "eu27_capital_key": "ecb_capital_key.csv",
    "facility_keys": "guarantee_keys.csv",
    "council_dissent": "council_votes_by_state.csv",
    "power_indices": "power_indices.csv",
}
"""Our table -> the file of collected figures that it is copied from."""

RENAMED = {
    "iso2": "code",
    "share_2025_pct_src1": "share_2025_pct",
    "pop_1jan2024_exact_src2": "population_1jan2024",
    "pop_1jan2025_exact_src2": "population_1jan2025",
    "pop_2025_best": "population_2025",
    "pop_2025_best_half_width": "population_2025_half_width",
    "pop_1jan2018_src3": "population_2018",
    "gdp_2023_eur_bn": "gdp_2023",
    "gdp_2024_eur_bn": "gdp_2024",
    "gdp_2025f_eur_bn": "gdp_2025f",
    "gdp_2026f_eur_bn": "gdp_2026f",
    "debt_2024_oct2025_src4": "debt_2024_oct2025",
    "ltrate_2024_avg": "ltrate_2024",
    "ltrate_2025_src1": "ltrate_2025",
}
DROPPED = {"name"}  # names stand once, in the table eu27
AGGREGATE = "EU27"  # its figures are the totals in the headers


def below_header(text: str) -> str:
    """The table without the comment lines above it."""
    lines = text.splitlines(keepends=True)
    while lines and lines[0].startswith("#"):
        lines.pop(0)
    return "".join(lines)


def header_of(text: str) -> str:
    """The comment lines above a table."""
    return text[: len(text) - len(below_header(text))]


def collected(path: Path) -> Rows:
    """The rows of a file of collected figures, under our names."""
    rows = csv.DictReader(StringIO(below_header(path.read_text(encoding="utf-8"))))
    return [
        {RENAMED.get(name, name): cell for name, cell in row.items() if name not in DROPPED}
        for row in rows
        if row.get("iso2") != AGGREGATE
    ]


def protocol_order() -> list[str]:
    """Codes of the members in the order of the table eu27, the United Kingdom last."""
    text = (TABLES / "eu27.csv").read_text(encoding="utf-8")
    return [row["code"] for row in csv.DictReader(StringIO(below_header(text)))] + ["UK"]


def ordered(rows: Rows) -> Rows:
    """Rows in protocol order, facility by facility in the order of first mention."""
    if "code" not in rows[0]:
        return rows
    place = {code: i for i, code in enumerate(protocol_order())}
    groups = {group: i for i, group in enumerate(dict.fromkeys(r.get("facility") for r in rows))}
    return sorted(rows, key=lambda row: (groups[row.get("facility")], place[row["code"]]))


def written(rows: Rows) -> str:
    """The rows as CSV."""
    out = StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def main(folder: Path) -> None:
    """Write the rows of every table below its header."""
    for table, source in SOURCES.items():
        path = TABLES / f"{table}.csv"
        header = header_of(path.read_text(encoding="utf-8"))
        path.write_text(header + written(ordered(collected(folder / source))), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
