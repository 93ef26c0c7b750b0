"""Words and names of the benchmark pack: made of syllables, the same for the same seed and in the same order."""
import itertools
import random

ONSETS = "b br d dr f g gr h k kl l m n p pr r s st t tr v z".split()
VOWELS = "a e i o u ai ea".split()
CODAS = ["", "l", "n", "r", "s", "nd", "rk"]
COMPANIES = "Holdings Works Lines Mills Union Trust Press Bank".split()

# Share of a pack's rules, and how a word of it stands in a text. Each family has its own words.
FAMILIES = {"unit": 20, "term": 30, "cue": 20, "post": 10, "deed": 15, "telling": 5}
LARGEST = 2000  # rules of the largest pack: texts are written with its words
FIXED = 12      # rules that a pack of any size has


def words(seed, syllables):
    """Unlike words without end, in small letters."""
    chance, seen = random.Random(seed), set()
    while True:
        word = "".join(chance.choice(ONSETS) + chance.choice(VOWELS) for _ in range(syllables)) + chance.choice(CODAS)
        if word not in seen:
            seen.add(word)
            yield word


def family_sizes(rules):
    """By family; terms take what division leaves over."""
    sizes = {family: (rules - FIXED) * share // 100 for family, share in FAMILIES.items()}
    sizes["term"] += rules - FIXED - sum(sizes.values())
    return sizes


def family_words(rules):
    """By family, the words of a pack of so many rules; those of a smaller pack come first in a larger one's."""
    source, sizes = words("rules", 3), family_sizes(rules)
    return {family: list(itertools.islice(source, most))[: sizes[family]] for family, most in family_sizes(LARGEST).items()}


def names(count):
    """(kind, name) of so many people, places and organizations; of two counts the smaller is the head of the larger."""
    chance, seen = random.Random("names"), set()
    given = [word.capitalize() for word in itertools.islice(words("given", 2), 2000)]
    family = [word.capitalize() for word in itertools.islice(words("family", 3), 50000)]
    place = (word.capitalize() for word in words("place", 4))
    found = []
    while len(found) < count:
        kind = ("person", "place", "person", "place", "organization")[len(found) % 5]
        if kind == "person":
            name = f"{chance.choice(given)} {chance.choice(family)}"
        elif kind == "place":
            name = next(place) if chance.random() < 0.7 else f"{chance.choice(('New', 'Upper', 'Port'))} {chance.choice(family)}"
        else:
            name = f"{chance.choice(family)} {chance.choice(COMPANIES)}"
        if name not in seen:
            seen.add(name)
            found.append((kind, name))
    return found


class Zipf:
    """Draws from a list: the n-th about n times as rarely as the first."""

    def __init__(self, chance, items):
        self.chance, self.items = chance, items
        self.bounds = list(itertools.accumulate(1 / (rank + 1) for rank in range(len(items))))

    def draw(self):
        return self.chance.choices(self.items, cum_weights=self.bounds)[0]
