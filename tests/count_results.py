#!/usr/bin/env python3
"""count_results.py FOLDER: prints "PASSED FAILED SKIPPED" of the test results in FOLDER.

ctest.xml is what ctest says of each program; programs/NAME.xml is what a GoogleTest program says of its own tests, which count
one by one. A program that failed without a failed test of its own (a crash, a time-out) counts as one failure. Other files are
pytest's.
"""
import pathlib
import sys
import xml.etree.ElementTree as xml


def count(cases):
    """(passed, failed, skipped) of <testcase> elements, GoogleTest's, pytest's or ctest's."""
    passed = failed = skipped = 0
    for case in cases:
        if case.find("failure") is not None or case.find("error") is not None or case.get("status") == "fail":
            failed += 1
        elif case.find("skipped") is not None or case.get("status") in ("notrun", "disabled"):
            skipped += 1
        else:
            passed += 1
    return passed, failed, skipped


def read(path):
    return list(xml.parse(path).getroot().iter("testcase")) if path.is_file() else []


def of_program(case, folder):
    """What one program's run adds up to."""
    try:
        own = count(read(folder / "programs" / f"{case.get('name')}.xml"))
    except xml.ParseError:
        own = (0, 0, 0)
    as_one = count([case])
    if sum(own) == 0:
        return as_one
    if as_one[1] and not own[1]:
        return (own[0], 1, own[2])
    return own


def main(folder):
    totals = [of_program(case, folder) for case in read(folder / "ctest.xml")]
    totals += [count(read(path)) for path in folder.glob("pytest*.xml")]
    print(*(sum(column) for column in zip((0, 0, 0), *totals)))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
