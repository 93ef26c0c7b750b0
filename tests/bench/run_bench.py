#!/usr/bin/env python3
"""run_bench.py CASPIAN [--megabytes N] [--repeats N] [--largest-kib N] [--only PART]: how fast packs are, one table a part.

Packs: the shipped one and the benchmark pack (bench_pack.py) of 300 and 2,000 rules, one rule a word and words in lists, of 100,000 and
1,000,000 names; texts of bench_text.py. Parts:

  load     processor s and resident MiB of a program that reads one short text, from the folder and from the image of `caspian rules build`;
           of two servers of one image at once, how much of what each has resident is its own
  packs    MB/s over the first text and warm, of one RE2 pass, times the plain engine
  growth   how much longer a byte takes with more rules and names
  sizes    documents of 1 KB to the largest, with and without sentence ends
  bad      texts that others are slow at, and patterns that take others for ever, against news

All is processor time of one thread; each figure is the best of the repeats, which go round over all that is compared.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import bench_pack
import bench_text

SHIPPED = pathlib.Path(__file__).resolve().parents[2] / "extractor" / "packs" / "en-news"
PACKS = {"300 rules, 100k names": (300, 100_000, False), "300, lists, 100k": (300, 100_000, True), "2,000, 100k": (2000, 100_000, False),
         "2,000, lists, 100k": (2000, 100_000, True), "300, 1M": (300, 1_000_000, False), "2,000, 1M": (2000, 1_000_000, False)}
PARTS = ["load", "packs", "growth", "sizes", "bad"]
PLAIN_BYTES = 300_000
BAD = {"digits": "7", "1,": "1,", "number words": "one hundred and ", "brackets": "(", "combining marks": "e\u0301\u0301", "names": "John ",
       "fractions": "12/", "of the": "of the ", "one letter": "a", "quotes": '"'}
# Patterns that backtracking engines never end on: Cox 2007, and the OWASP page on denial of service by regular expressions.
ENDLESS = ["(?:a+)+b", "(?:a|aa)+b", "(?:[a-z]+)*1", "(?:x+x+)+y", "(?:a?){30}a{30}b", "(?:.*a){12}b", "(?:a|a?)+b"]


# Runs a command from a small process: what a child uses at its peak counts what it was forked from.
MEASURE = """import json, os, sys
child = os.spawnvp(os.P_NOWAIT, sys.argv[1], sys.argv[1:])
_, status, used = os.wait4(child, 0)
print(json.dumps([status, used.ru_utime + used.ru_stime, used.ru_maxrss]), file=sys.stderr)
"""


def table(rows):
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  ".join([row[0].ljust(widths[0])] + [cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]))
    print(flush=True)


class Bench:
    def __init__(self, program, folder, given):
        self.program, self.folder, self.given, self.packs = program, folder, given, {"shipped": SHIPPED}

    def pack(self, name):
        if name not in self.packs:
            self.packs[name] = self.folder / re.sub(r"\W+", "-", name)
            bench_pack.write(self.packs[name], *PACKS[name])
        return self.packs[name]

    def news(self, size, document_bytes=4096, stops=True):
        path = self.folder / f"news-{size}-{document_bytes}-{stops}.jsonl"
        if not path.exists():
            bench_text.write(path, size, document_bytes, stops)
        return path

    def repeated(self, phrase, size):
        path = self.folder / f"bad-{abs(hash(phrase))}-{size}.jsonl"
        text = phrase * (size // len(phrase.encode()))
        path.write_text(json.dumps({"id": "bad", "text": text, "published": "2019-03-14"}) + "\n")
        return path

    def rates(self, pack, text, *flags):
        """MB/s by pass; a document that is refused ends the bench."""
        ran = subprocess.run([self.program, "bench", "extract", text, "--rules", pack, "--rounds", "1", *flags],
                             stdout=subprocess.PIPE, check=True, text=True)
        return {cells[0]: float(cells[1]) for cells in (re.split(r"  +", line) for line in ran.stdout.splitlines()[1:]) if len(cells) == 4}

    def best(self, runs):
        """Of each of the named runs the best rate of each pass."""
        found = {name: {} for name in runs}
        for _ in range(self.given.repeats):
            for name, run in runs.items():
                for row, rate in self.rates(*run).items():
                    found[name][row] = max(found[name].get(row, 0), rate)
        return found

    def load(self, pack):
        """Processor seconds and resident MiB of a program that reads one short text."""
        tiny = self.folder / "tiny.txt"
        tiny.write_text("It rained.\n")
        least, resident = 1e9, 0
        for _ in range(self.given.repeats):
            ran = subprocess.run([sys.executable, "-c", MEASURE, self.program, "extract", tiny, "--rules", pack],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True, text=True)
            status, seconds, kibibytes = json.loads(ran.stderr)
            if status != 0:
                raise RuntimeError(f"{pack} does not load")
            least, resident = min(least, seconds), max(resident, kibibytes / 1024)
        return least, resident

    def image(self, name):
        """What `caspian rules build` makes of the pack."""
        path = self.folder / (re.sub(r"\W+", "-", name) + ".rules")
        if not path.exists():
            subprocess.run([self.program, "rules", "build", self.pack(name), "-o", path], stdout=subprocess.DEVNULL, check=True)
        return path

    def two_servers(self, rules):
        """MiB that a server of `rules` has resident while another one runs, and MiB of them that no other program has."""
        servers = [subprocess.Popen([self.program, "serve", "--address", "127.0.0.1:0", "--rules", rules], stderr=subprocess.PIPE, text=True)
                   for _ in range(2)]
        try:
            for server in servers:
                if "listens on" not in server.stderr.readline():
                    raise RuntimeError(f"{rules} is not served")
            lines = pathlib.Path(f"/proc/{servers[0].pid}/smaps_rollup").read_text().splitlines()[1:]
            kibibytes = {line.split(":")[0]: int(line.split()[1]) for line in lines}
        finally:
            for server in servers:
                server.terminate()
                server.communicate()
        return kibibytes["Rss"] / 1024, (kibibytes["Private_Clean"] + kibibytes["Private_Dirty"]) / 1024

    def load_part(self):
        rows = [["pack", "folder s", "MiB", "image s", "MiB", "file MiB", "server MiB", "its own"]]
        for name in ["shipped", *PACKS]:
            image = self.image(name)
            measured = [*self.load(self.pack(name)), *self.load(image), image.stat().st_size / (1 << 20), *self.two_servers(image)]
            rows.append([name, *(f"{figure:.{2 if at in (0, 2) else 0}f}" for at, figure in enumerate(measured))])
        table(rows)

    def packs_part(self):
        size = int(self.given.megabytes * 1e6)
        names = ["shipped", *PACKS]
        runs = {name: (self.pack(name), self.news(size)) for name in names}
        found = self.best(runs)
        plain = self.best({name: (self.pack(name), self.news(PLAIN_BYTES), "--plain") for name in names})
        rows = [["pack", "first MB/s", "warm MB/s", "first/warm", "of an RE2 pass", "times plain"]]
        for name in names:
            first, warm, control = (found[name][row] for row in ("first pass", "warm", "one RE2 pattern"))
            rows.append([name, f"{first:.2f}", f"{warm:.2f}", f"{first / warm:.2f}", f"1/{control / warm:.0f}",
                         f"{plain[name]['warm'] / plain[name]['plain engine, warm']:.1f}"])
        table(rows)

    def growth_part(self):
        size = int(self.given.megabytes * 1e6)
        warm = {name: rates["warm"] for name, rates in self.best({name: (self.pack(name), self.news(size)) for name in PACKS}).items()}
        steps = [("300 → 2,000 rules, one a word", "300 rules, 100k names", "2,000, 100k", 3.5), ("300 → 2,000 rules, words in lists", "300, lists, 100k", "2,000, lists, 100k", 2.5),
                 ("100,000 → 1,000,000 names, 300 rules", "300 rules, 100k names", "300, 1M", 1.3), ("100,000 → 1,000,000 names, 2,000 rules", "2,000, 100k", "2,000, 1M", 1.3)]
        table([["growth", "times as long a byte", "wanted"]] + [[told, f"{warm[few] / warm[many]:.2f}", f"{most}"] for told, few, many, most in steps])

    def sizes_part(self):
        pack = self.pack("300 rules, 100k names")
        sizes = [size for size in (1024, 4096, 65536, 1 << 20, 4 << 20, (16 << 20) - 1024) if size <= self.given.largest_kib << 10]
        runs = {(size, stops): (pack, self.news(max(size, 1_000_000), size, stops)) for size in sizes for stops in (True, False)}
        warm = {key: rates["warm"] for key, rates in self.best(runs).items()}
        news = warm[4096, True]
        table([["documents of", "MB/s", "times as long a byte", "no sentence ends, MB/s", "times as long"]] + [
            [f"{size} bytes", f"{warm[size, True]:.2f}", f"{news / warm[size, True]:.2f}", f"{warm[size, False]:.2f}", f"{news / warm[size, False]:.2f}"]
            for size in sizes])

    def endless(self):
        folder = self.folder / "endless"
        folder.mkdir(exist_ok=True)
        folder.joinpath("pack.yaml").write_text("name: endless\nversion: 1\nlabels: {TERM: {kind: name}}\nstages: [terms.yaml]\n")
        folder.joinpath("terms.yaml").write_text("stage: terms\nrules:\n" + "".join(
            f"  - {{id: endless.n{number}, label: TERM, pattern: '{pattern}'}}\n" for number, pattern in enumerate(ENDLESS)))
        return folder

    def bad_part(self):
        size = min(1 << 20, self.given.largest_kib << 10)
        packs = {"shipped": SHIPPED, "300 rules": self.pack("300 rules, 100k names"), "endless patterns": self.endless()}
        texts = {"news": self.news(size), **{name: self.repeated(phrase, size) for name, phrase in BAD.items()}}
        warm = {key: rates["warm"] for key, rates in self.best(
            {(pack, text): (packs[pack], texts[text]) for pack in packs for text in texts}).items()}
        table([["text", *(cell for pack in packs for cell in (f"{pack}, MB/s", "as news"))]] + [
            [text, *(cell for pack in packs for cell in (f"{warm[pack, text]:.2f}", f"{warm[pack, text] / warm[pack, 'news']:.2f}"))] for text in texts])


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("program")
    arguments.add_argument("--megabytes", type=float, default=1)
    arguments.add_argument("--repeats", type=int, default=3)
    arguments.add_argument("--largest-kib", type=int, default=16383)
    arguments.add_argument("--only", action="append", choices=PARTS)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(given.program, pathlib.Path(folder), given)
        for part in given.only or PARTS:
            getattr(bench, f"{part}_part")()


if __name__ == "__main__":
    sys.exit(main())
