"""Reads x.csv back with Python's csv and x.xlsx, long.xlsx (made of the CSV
files by gnumeric) with openpyxl, and holds both against expected.json."""
import csv
import json
import os
import re
import sys
import warnings

import openpyxl

warnings.simplefilter("ignore")
csv.field_size_limit(1 << 24)
os.chdir(sys.argv[1])
DIGITS = re.compile(r"[0-9]{11,}|0[0-9]*")
HOSTILE = tuple("'=+-@\t\r\0\n＝＋－＠")


def guarded(text):
    return text.startswith(HOSTILE) or DIGITS.fullmatch(text) is not None


def plain(cell):
    return cell[1:] if cell.startswith("'") and guarded(cell[1:]) else cell


with open("expected.json", encoding="utf-8") as file:
    expected = json.load(file)
with open("x.csv", encoding="utf-8-sig", newline="") as file:
    rows = list(csv.DictReader(file))
assert len(rows) == len(expected), (len(rows), len(expected))
cells = 0
for got, want in zip(rows, expected):
    assert None not in got and None not in got.values(), got
    for name, text in want.items():
        assert plain(got[name]) == text, (name, got[name], text)
        cells += 1
print(f"python csv: {len(rows)} rows, {cells} typed cells read back equal")

seen = numbers = 0
for name in ("x.xlsx", "long.xlsx"):
    for row in openpyxl.load_workbook(name).active.iter_rows():
        for cell in row:
            seen += 1
            assert cell.data_type != "f", (name, cell.coordinate, cell.value)
sheet = list(openpyxl.load_workbook("x.xlsx").active.iter_rows())
assert len(sheet) == len(expected) + 1, len(sheet)
column = {cell.value: n for n, cell in enumerate(sheet[0])}
for row, want in zip(sheet[1:], expected):
    for name, text in want.items():
        if DIGITS.fullmatch(text):
            cell = row[column[name]]
            assert cell.data_type == "s" and cell.value in (text, "'" + text), (cell.coordinate, cell.value, text)
            numbers += 1
print(f"gnumeric and openpyxl: {seen} cells, no formula; {numbers} long numbers whole")
