#!/usr/bin/env python3
"""bench_text.py FILE --megabytes N [--document-bytes B] [--no-stops]: writes news-like texts that make the benchmark pack fire.

JSON lines, a document each. Of ten sentences four are plain, two tell an event (half of them with a post in an apposition, all with a
day), one a statement, one an amount, two a name behind a cue or a term; a third of the plain ones hold a word of a rule where it
can't match. Words of rules, names of the million and plain words are drawn by Zipf's law; one name in four is in no list. The text does
not depend on the pack. With --no-stops no sentence ends.
"""
import argparse
import json
import random

import bench_words

LITTLE = "the of and to in a for with that from by as it its on at this were was which their".split()
MONTHS = "January February March April May June July August September October November December".split()


class News:
    """Sentences without end, the same for the same seed, with names of a pack of so many."""

    def __init__(self, seed, names=1_000_000):
        self.chance = chance = random.Random(seed)
        source = bench_words.words("plain", 2)
        self.plain = bench_words.Zipf(chance, [next(source) for _ in range(8000)])
        self.of = {family: bench_words.Zipf(chance, some) for family, some in bench_words.family_words(bench_words.LARGEST).items()}
        known = bench_words.names(names)
        self.kinds = {kind: bench_words.Zipf(chance, [name for of, name in known if of == kind])
                      for kind in ("person", "place", "organization")}
        self.new = bench_words.words("new", 3)

    def words(self, least, most):
        return " ".join(self.plain.draw() if self.chance.random() < 0.55 else self.chance.choice(LITTLE)
                        for _ in range(self.chance.randint(least, most)))

    def name(self, *kinds):
        if self.chance.random() < 0.25:
            return f"{next(self.new).capitalize()} {next(self.new).capitalize()}"
        return self.kinds[self.chance.choice(kinds)].draw()

    def day(self):
        return f"{self.chance.randint(1, 28)} {self.chance.choice(MONTHS)}"

    def event(self):
        post = f", {self.of['post'].draw()} of {self.name('place', 'organization')}," if self.chance.random() < 0.5 else ""
        return (f"{self.name('person', 'organization')}{post} {self.of['deed'].draw()}ed {self.name('place', 'organization')} "
                f"on {self.day()} {self.words(4, 14)}")

    def statement(self):
        verb = "said" if self.chance.random() < 0.5 else self.of["telling"].draw() + "ed"
        speaker = f"The chair {self.name('person')}" if self.chance.random() < 0.2 else self.name("person", "organization")
        return f"{speaker} {verb} that {self.words(8, 20)}"

    def amount(self):
        number = f"{self.chance.randint(1, 900)},{self.chance.randint(0, 999):03}" if self.chance.random() < 0.5 else str(self.chance.randint(2, 99))
        return f"The {self.words(4, 10)} {number} {self.of['unit'].draw()}s {self.words(4, 12)}"

    def named(self):
        if self.chance.random() < 0.5:
            return f"The {self.words(5, 12)} {self.of['cue'].draw()} {self.name('organization', 'place')} {self.words(3, 9)}"
        return f"A {self.words(3, 9)} {self.of['term'].draw()} of {self.words(6, 14)} in {self.name('place')}"

    def plain_sentence(self):
        stray = f" {self.of[self.chance.choice(('unit', 'cue', 'post', 'deed'))].draw()}" if self.chance.random() < 0.33 else ""
        return f"The {self.words(6, 14)}{stray}, {self.words(5, 14)}"

    def sentence(self):
        kinds = [self.plain_sentence] * 4 + [self.event] * 2 + [self.statement, self.amount] + [self.named] * 2
        return self.chance.choice(kinds)()

    def document(self, size, stops=True):
        """About `size` bytes: sentences, four a paragraph."""
        parts, length = [], 0
        while length < size:
            parts.append(self.sentence() + ((".\n\n" if len(parts) % 4 == 3 else ". ") if stops else " "))
            length += len(parts[-1])
        return "".join(parts)[: size - 1].rstrip() + "\n"


def write(path, size, document_bytes=4096, stops=True, names=1_000_000):
    news, written, number = News("text", names), 0, 0
    with open(path, "w", encoding="utf-8") as file:
        while written < size:
            text = news.document(document_bytes, stops)
            file.write(json.dumps({"id": f"{number}", "text": text, "published": "2019-03-14"}) + "\n")
            written, number = written + len(text), number + 1


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("file")
    arguments.add_argument("--megabytes", type=float, default=4)
    arguments.add_argument("--document-bytes", type=int, default=4096)
    arguments.add_argument("--no-stops", action="store_true")
    given = arguments.parse_args()
    write(given.file, int(given.megabytes * 1e6), given.document_bytes, not given.no_stops)


if __name__ == "__main__":
    main()
