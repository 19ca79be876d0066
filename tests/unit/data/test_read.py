"""Tables are read by name, checked, and handed out so that no caller can spoil them."""

from __future__ import annotations

import pytest

from winset.data.read import members_of, names, parse, read
from winset.errors import DataFaults

HEADER = """\
# title: Test
# vintage: "2025"
# latest: 2025-01-01
# retrieved: not recorded
# sources:
#   - {id: a, publisher: P, document: D, date: 2025-01-01}
# licence: not stated
# recipe: typed
# columns:
#   code: {unit: code, type: text, says: code}
#   value: {unit: EUR bn, type: number, says: value}
#   count: {unit: number, type: whole, gaps: true, says: count}
#   open: {unit: yes/no, type: truth, says: open}
# index: code
# rows: 2
# totals:
#   - {column: value, equals: 3.3, within: 0, says: published}
"""
ROWS = "code,value,count,open\nBE,1.1,4,yes\nBG,2.2,,no\n"
ABOVE = HEADER.count("\n")


def table(text: str):
    return parse("test", text, members_of)


def found(text: str) -> list[tuple[str, int | None, str | None]]:
    with pytest.raises(DataFaults) as caught:
        table(text)
    return [(f.code.id, f.where.line, f.where.path) for f in caught.value.faults]


def test_a_sound_table_is_read_with_types_units_and_provenance():
    dataset = table(HEADER + ROWS)
    assert dataset.frame.loc["BE"].to_dict() == {"value": 1.1, "count": 4, "open": True}
    assert dataset.frame["count"].isna().tolist() == [False, True]
    assert dataset.units["value"] == "EUR bn"
    assert dataset.source == "P, D, 2025-01-01"
    assert dataset.licence == "not stated"


def test_decimals_are_summed_exactly():
    # 1.1 + 2.2 != 3.3 in binary; a tolerance of 0 must still hold
    assert 1.1 + 2.2 != 3.3
    assert table(HEADER + ROWS).frame["value"].tolist() == [1.1, 2.2]


def test_all_bad_cells_are_reported_at_once_with_their_lines():
    rows = "code,value,count,open\nBE,one,4.5,perhaps\n,nan,,no\n"
    assert found(HEADER + rows) == [
        ("D104", ABOVE + 2, "value"),
        ("D104", ABOVE + 2, "count"),
        ("D104", ABOVE + 2, "open"),
        ("D104", ABOVE + 3, "code"),
        ("D104", ABOVE + 3, "value"),
    ]


def test_a_lost_row_is_a_fault_of_count_and_total():
    assert found(HEADER + "code,value,count,open\nBE,3.3,4,yes\n") == [("D105", ABOVE + 2, None)]


def test_a_missed_total_is_a_fault():
    assert found(HEADER + ROWS.replace("2.2", "2.3")) == [("D107", None, "totals.0")]


def test_columns_must_be_those_described():
    assert found(HEADER + ROWS.replace("count", "cuont")) == [
        ("D103", ABOVE + 1, None),
        ("D103", ABOVE + 1, None),
    ]
    swapped = "value,code,count,open\n1.1,BE,4,yes\n2.2,BG,,no\n"
    assert found(HEADER + swapped) == [("D103", ABOVE + 1, None)]


def test_a_row_with_too_many_cells_is_a_fault():
    assert found(HEADER + ROWS.replace("BE,1.1", "BE,1,1")) == [("D104", ABOVE + 2, None)]


def test_members_must_stand_in_protocol_order():
    club = HEADER.replace("# rows: 2", "# rows: 2\n# club: eu27").replace("# index: code\n", "")
    swapped = "code,value,count,open\nBG,2.2,,no\nBE,1.1,4,yes\n"
    assert [fault[0] for fault in found(club + swapped)] == ["D106", "D106"]


def test_faults_of_the_header_are_reported_at_once_with_their_lines():
    header = HEADER.replace("# vintage", "# vintgae").replace("type: whole", "type: integer")
    assert found(header + ROWS) == [
        ("D102", 1, "vintage"),
        ("D102", 12, "columns.count.type"),
        ("D102", 2, "vintgae"),
    ]


def test_an_unknown_header_key_names_the_nearest_known_one():
    with pytest.raises(DataFaults, match='write "vintage"'):
        table(HEADER.replace("# vintage", "# vintgae") + ROWS)


@pytest.mark.parametrize("header", ["", "# a: [\n", "# just words\n"])
def test_a_header_that_is_no_mapping_is_a_fault(header: str):
    assert {code for code, _, _ in found(header + ROWS)} == {"D102"}


def test_a_total_of_an_undescribed_column_is_a_fault():
    header = HEADER.replace("{column: value, equals", "{column: valeu, equals")
    assert found(header + ROWS) == [("D102", 17, "totals.0")]


def test_an_unknown_table_names_the_nearest_known_one():
    with pytest.raises(DataFaults, match='write "eu27_gdp"'):
        read("eu27_gpd")


def test_a_caller_cannot_spoil_what_others_read():
    mine = read("eu27_gdp")
    mine.frame.loc["BE", "gdp_2024"] = 0.0
    mine.units["gdp_2024"] = "USD"
    assert read("eu27_gdp").frame.loc["BE", "gdp_2024"] == 614.0
    assert read("eu27_gdp").units["gdp_2024"] == "EUR bn"


@pytest.mark.parametrize("name", names())
def test_every_table_says_where_it_comes_from(name: str):
    dataset = read(name)
    assert dataset.title
    assert dataset.vintage
    assert dataset.licence
    assert dataset.recipe
    assert dataset.notes
    assert all(source.publisher and source.document for source in dataset.sources)
    assert set(dataset.frame.columns) <= set(dataset.units)


@pytest.mark.parametrize("name", [name for name in names() if name.startswith("eu27")])
def test_every_table_of_members_has_the_27_in_protocol_order(name: str):
    assert tuple(read(name).frame.index) == members_of("eu27")
    assert len(members_of("eu27")) == 27
