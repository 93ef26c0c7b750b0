#!/usr/bin/env python3
"""What each ingredient of the names of a pack brings: F1 without it, less F1 with it, for sets of marked texts.

    tests/bench/ablation.py build/caspian extractor/packs/en-news gold.jsonl more.jsonl --named more.jsonl

An ingredient is a list, the evidence for a label, the evidence beside a name, a setting of the stage of names, or a stage of its
own. Each is switched off in a copy of the pack that ends with the names, so that a pass takes seconds; a copy that does not load is
told. Lists are emptied by making nonsense of their words, so that `where` still finds its values.
"""
import argparse
import concurrent.futures
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

MAP = ("GPE=LOCATION", "PLACE=LOCATION", "FACILITY=LOCATION", "ORGANIZATION=ORG")
TYPES = ("PERSON", "ORG", "LOCATION")
NAMES = "names.yaml"
OWN_STAGES = ("long_names.yaml",)
LAST = "languages.yaml"
SETTINGS = ("unknown", "vote_shares", "inherited", "inherited_given", "enumerated_members", "own_share", "keep_first_word")
BESIDE = re.compile(r"preceded_by|followed_by|part: (?:before|after)")


def rules_of(text):
    """The text before the rules, and the rules, each with its id."""
    head, *rest = re.split(r"(?m)^(?=  - id: )", text)
    return head, [(re.match(r"  - id: (\S+)", rule)[1], rule) for rule in rest]


def without_rules(path, drop):
    head, rules = rules_of(path.read_text())
    path.write_text(head + "".join(rule for name, rule in rules if not drop(name, rule)))


def without_setting(path, key):
    path.write_text(re.sub(rf"(?m)^  {key}: .*\n", "", path.read_text(), count=1))


def without_stage(folder, stage):
    without_rules(folder / stage, lambda name, rule: name.startswith(f"{stage.removesuffix('.yaml')}."))
    manifest = folder / "pack.yaml"
    manifest.write_text(re.sub(rf"(?m)^  - {stage} .*\n", "", manifest.read_text()))
    (folder / stage).unlink()


def without_words(folder, name):
    """All cells of the list's phrases become nonsense."""
    path = folder / "lists" / f"{name}.tsv"
    lines = path.read_text().splitlines()
    head = next(i for i, line in enumerate(lines) if not line.startswith("#"))
    columns = lines[head].split("\t")
    named = set(re.findall(rf"list: {name}, column: (\w+)", (folder / NAMES).read_text())) | {columns[0], "aliases"}
    rows = [
        "\t".join(f"Zq{i}x{k}" if column in named else cell for k, (column, cell) in enumerate(zip(columns, line.split("\t"))))
        for i, line in enumerate(lines[head + 1 :])
    ]
    path.write_text("\n".join(lines[: head + 1] + rows) + "\n")


def ingredients(pack):
    """Pairs of a name and what takes it out of a copy of the pack."""
    texts = {stage: (pack / stage).read_text() for stage in (NAMES, *OWN_STAGES)}
    desk = set(re.findall(r"(?m)^  (\w+):\n    columns:", (pack / "pack.yaml").read_text()))
    for name in sorted({name for text in texts.values() for name in re.findall(r"list: (\w+)", text)} - desk):
        yield f"list {name}", lambda folder, name=name: without_words(folder, name)
    kinds = sorted({name.split(".")[1] for name, _ in rules_of(texts[NAMES])[1] if name.startswith("evidence.")})
    for kind in kinds:
        yield f"evidence.{kind}", lambda folder, kind=kind: without_rules(folder / NAMES, lambda name, _: name.split(".")[1] == kind)
    yield "evidence beside names", lambda folder: without_rules(folder / NAMES, lambda _, rule: BESIDE.search(rule))
    for key in SETTINGS:
        if re.search(rf"(?m)^  {key}: ", texts[NAMES]):
            yield f"names: {key}", lambda folder, key=key: without_setting(folder / NAMES, key)
    for stage in OWN_STAGES:
        yield f"stage {stage}", lambda folder, stage=stage: without_stage(folder, stage)


def copy_of(pack, folder):
    """A copy of the pack whose stages end with the names."""
    shutil.copytree(pack, folder)
    manifest = folder / "pack.yaml"
    head, last, _ = re.split(rf"(?m)^(  - {LAST}.*\n)", manifest.read_text(), maxsplit=1)
    manifest.write_text(re.sub(r"(?m)^event_types:\n(?:  .*\n)+", "", head + last))  # no stage makes events
    kept = set(re.findall(r"(?m)^  - (\w+\.yaml)", head + last)) | {"pack.yaml"}
    for path in folder.glob("*.yaml"):
        if path.name not in kept:
            path.unlink()
    return folder


def figures(program, pack, gold, named):
    """Strict and relaxed F1, or None where the pack does not load."""
    command = [program, "eval", "spans", gold, "--rules", pack, "--types", *TYPES, "--map", *MAP, *(["--named"] if named else [])]
    run = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if run.returncode != 0:
        return None
    found = dict(re.findall(r"(?m)^(strict|relaxed) +\S+ +\S+ +(\S+)", run.stdout))
    return float(found["strict"]), float(found["relaxed"])


def measure(options, change):
    with tempfile.TemporaryDirectory() as folder:
        pack = copy_of(options.pack, pathlib.Path(folder) / "pack")
        change(pack)
        return [figures(options.program, pack, gold, gold in options.named) for gold in options.gold]


def row(name, found, base):
    def cell(f, b):
        return "does not load" if f is None else f"{f[0] - b[0]:+.2f} / {f[1] - b[1]:+.2f}"

    return f"| {name} | " + " | ".join(cell(f, b) for f, b in zip(found, base)) + " |"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("pack", type=pathlib.Path)
    parser.add_argument("gold", type=pathlib.Path, nargs="+")
    parser.add_argument("--named", type=pathlib.Path, nargs="*", default=[], help="sets in which common nouns are marked, too")
    parser.add_argument("--only", default="", help="a pattern of ingredients")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    todo = [(name, change) for name, change in ingredients(options.pack) if re.search(options.only, name)]
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        whole, *parts = [pool.submit(measure, options, change) for change in (lambda _: None, *(change for _, change in todo))]
        base = whole.result()
        if None in base:
            sys.exit(f"ablation.py: the names of {options.pack} don't load by themselves: see what caspian rules check says of a copy")
        print("| without | " + " | ".join(gold.stem for gold in options.gold) + " |\n" + "|---" * (len(base) + 1) + "|")
        print("| (nothing) | " + " | ".join("does not load" if b is None else f"{b[0]:.2f} / {b[1]:.2f}" for b in base) + " |", flush=True)
        for (name, _), part in zip(todo, parts):
            print(row(name, part.result(), base), flush=True)


if __name__ == "__main__":
    main()
