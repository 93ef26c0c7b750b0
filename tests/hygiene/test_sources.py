"""What no file of the project may say, and what sources may not use."""
import pathlib
import re
import subprocess
import sys

import tree

LEFT_FOR_LATER = re.compile(r"\b(?:" + "|".join(("TO" "DO", "FIX" "ME", "HA" "CK", "X" "XX", "not impl" "emented")) + r")\b")
PATH_OF_ONE_MACHINE = re.compile(r"(?<![\w.])/(?:work|farm|root|home/[a-z]+|Users)/")
WAITS_OR_NEVER_RUNS = re.compile(r"DISABLED" r"_|sleep_for\(|SleepFor\(|time\." r"sleep\(|usleep\(|^\s*sleep \d", re.MULTILINE)
FLOATING_POINT = re.compile(r"\b(?:float|double)\b|\bstd::(?:stof|stod|strtod)\b|\bSimpleAto[fd]\b")


def hits(paths, pattern, lines=None):
    lines = lines or (lambda path: enumerate(tree.text(path).splitlines(), 1))
    return [f"{path}:{number} {line.strip()[:100]}" for path in paths for number, line in lines(path) if pattern.search(line)]


def programs():
    return [path for path in tree.files() if path.suffix in (".cc", ".h", ".py", ".proto", ".cmake", ".txt", "") and path.name != "LICENSE"]


def test_nothing_is_left_for_later():
    assert hits(programs(), LEFT_FOR_LATER) == []


def test_no_file_names_a_path_of_one_machine():
    assert hits(tree.files(), PATH_OF_ONE_MACHINE) == []


def test_tests_run_and_do_not_wait_by_the_clock():
    tests = [path for path in tree.files() if path.parts[0] == "tests" and path.suffix in (".cc", ".h", ".py", "")]
    assert hits(tests, WAITS_OR_NEVER_RUNS) == []


def test_extraction_and_merge_use_no_floating_point():
    paths = [path for path in tree.sources("common", "extractor", "aggregator") if path.parts[:2] not in (("common", "base"), ("common", "rpc")) and "service" not in path.parts and path.name != "main.cc"]
    assert hits(paths, FLOATING_POINT, tree.code) == []


def test_signatures_use_abseils_string_view():
    assert hits(tree.sources(), re.compile(r"\bstd::string_view\b"), tree.code) == []


def test_sources_are_formatted():
    clang_format = pathlib.Path(sys.executable).parent / "clang-format"
    names = [str(tree.ROOT / path) for path in tree.sources() + tree.sources("tests")]
    run = subprocess.run([clang_format, "--dry-run", *names], capture_output=True, text=True, check=True)
    unformatted = {line.split(":")[0] for line in run.stderr.splitlines() if "[-Wclang-format-violations]" in line}
    assert sorted(unformatted) == [], "tests/format puts this right"


def test_files_are_read_in_one_sitting():
    long = {str(path): len(tree.text(path).splitlines()) for path in tree.sources()}
    assert {path: lines for path, lines in long.items() if lines > 400} == {}


def test_no_lock_file_names_download_addresses():
    locks = [path for path in tree.files() if re.search(r"(?:lock|\.sum)(?:\.json|\.yaml)?$", path.name)]
    assert hits(locks, re.compile(r"https?://")) == []
