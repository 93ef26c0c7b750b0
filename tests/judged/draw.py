#!/usr/bin/env python3
"""Draws events and statements that a pack finds in news, each with its sentence beside it, for a judge.

    tests/judged/draw.py reuters21578.jsonl.gz --seed 2026 --count 100 --every 4
    tests/judged/draw.py reuters21578.jsonl.gz --seed 2026 --count 100 --every 4 --events --most 15

TEXTS is JSON Lines, a document a line, as `caspian extract` reads it; every Nth document is read, from the one that `--first` tells on (0: the first), so that
rules can be mended on some documents and judged on others. The draw is by chance alone: a type stands in it as often as the pack finds it. `--events` leaves the statements out, and `--most` takes no more of one type, so that the types that news is full of do not
hide the others. The same texts, pack and seed give the same draw. en-news.tsv and en-news-events.tsv hold what was judged.
"""
import argparse
import collections
import gzip
import json
import pathlib
import random
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
SENTENCE_END = re.compile(r"[.!?]\"?\s+(?=[A-Z\"(])|\n\s{2,}|\n\n")
SHOWN = ("polarity", "actuality", "holder", "channel", "addressee", "when", "not_before", "not_after", "voice", "manner", "step")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--every", type=int, default=4)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--events", action="store_true", help="events alone, no statements")
    parser.add_argument("--most", type=int, help="at most so many of one type")
    parser.add_argument("--only", default="", help="types that match this regular expression alone")
    parser.add_argument("--rules", type=pathlib.Path, default=ROOT / "extractor" / "packs" / "en-news")
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "build" / "caspian")
    return parser.parse_args()


def documents(path, every, first):
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        return [line for number, line in enumerate(lines) if number % every == first]


def extractions(lines, options):
    command = [options.program, "extract", "--input-format", "jsonl", "--offsets", "codepoints", "--rules", options.rules, "-"]
    run = subprocess.run(command, input="".join(lines), stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def kind(record):
    return record.get("type") or record["manner"]


def records(found, parts):
    """(document, record), in the order of documents and places."""
    pairs = [(document, record) for document in found for part in parts for record in document.get(part, [])]
    return sorted(pairs, key=lambda pair: (pair[0]["id"], pair[1]["start"], pair[1]["end"], kind(pair[1])))


def draw(pairs, options):
    """As many as are asked for, in an order of chance; of one type no more than the most."""
    shuffled = random.Random(options.seed).sample(pairs, len(pairs))
    if options.most is None:
        return shuffled[: options.count]
    kept, taken = [], collections.Counter()
    for pair in shuffled:
        taken[kind(pair[1])] += 1
        if taken[kind(pair[1])] <= options.most:
            kept.append(pair)
    return kept[: options.count]


def in_context(text, record):
    """The sentences that the record stands in, its span in double brackets."""
    ends = [match.end() for match in SENTENCE_END.finditer(text)]
    begin = max([end for end in ends if end <= record["start"]], default=0)
    end = min([end for end in ends if end >= record["end"]], default=len(text))
    marked = text[begin : record["start"]] + "[[" + text[record["start"] : record["end"]] + "]]" + text[record["end"] : end]
    return " ".join(marked.split())


def named(role, names):
    """The words of a role; behind them whom they stand for."""
    words = " ".join(role["text"].split())
    return f"{words} (stands for {names[role['refers_to']]})" if "refers_to" in role else words


def described(document, record):
    names = {entity["id"]: entity["name"] for entity in document.get("entities", [])}
    roles = [f"{role['role']}: {named(role, names)}" for role in record.get("roles", [])]
    facts = [f"{name}={record[name]}" for name in SHOWN if name in record]
    return "\n".join("    " + line for line in (*roles, " ".join(facts), "content: " + record["content"] if "content" in record else "") if line)


def main():
    options = arguments()
    lines = documents(options.texts, options.every, options.first)
    texts = {document["id"]: document["text"] for document in map(json.loads, lines)}
    parts = ["events"] if options.events else ["events", "statements"]
    all_records = [pair for pair in records(extractions(lines, options), parts) if re.search(options.only, kind(pair[1]))]
    drawn = draw(all_records, options)
    print(f"{len(lines)} documents, {len(all_records)} records, {len(drawn)} drawn by seed {options.seed}")
    for number, (document, record) in enumerate(drawn, 1):
        print(f"\n{number}. {document['id']} {record['start']} {kind(record)} by {record.get('rule', '?')}")
        print("    " + in_context(texts[document["id"]], record))
        print(described(document, record))


if __name__ == "__main__":
    main()
