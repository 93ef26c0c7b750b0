#!/usr/bin/env python3
"""bench_pack.py FOLDER --rules N --names M [--lists]: writes the benchmark pack, the same bytes each time.

Rules of all kinds over all stages: amounts and terms (half of them), evidence for names, posts, events, statements; names by list and by
evidence. Each rule has one word of its own and a test in which it fires; with --lists words stand in lists of twenty and one rule reads a
list: the same language from about a twentieth of the rules. M names stand in three lists: two fifths people, two fifths places, the rest
organizations. Words are made of syllables; bench_text.py writes texts with them.
"""
import argparse
import pathlib

import bench_words

IN_A_LIST = 20

MANIFEST = """\
name: bench-{rules}-{names}{form}
version: 1
language: en
enumeration: '(?:, (?:and )?| and )'
labels:
  PERSON:       {{kind: name}}
  PLACE:        {{kind: name}}
  ORGANIZATION: {{kind: name}}
  TERM:         {{kind: name}}
  DATE:         {{kind: value, normalizer: date}}
  QUANTITY:     {{kind: value, normalizer: quantity}}
  MONTH:        {{kind: auxiliary, features: [number]}}
  VERB:         {{kind: auxiliary, features: [lemma, form]}}
  VG:           {{kind: auxiliary, features: [lemma, voice, polarity, actuality]}}
  {words}APPOSITION:   {{kind: region}}
  OFFICE:       {{kind: office}}
  DEED:         {{kind: event}}
  REPORT:       {{kind: statement}}
stages: [words.yaml, values.yaml, names.yaml, verbs.yaml, phrases.yaml, posts.yaml, deeds.yaml, reports.yaml]
"""

FIXED = {
    "words": """\
stage: words
rules:
  - {id: list.month, label: MONTH, list: months, set: {number: $number}}
  - {id: list.verb, label: VERB, list: verbs, set: {lemma: $lemma, form: $form}}
""",
    "values": """\
stage: values
rules:
  - id: date.day_month
    label: DATE
    pattern: '(?P<day>\\d{1,2}) (?P<month><MONTH>)(?: (?P<year>\\d{4}))?'
    set: {month_number: $month.number}
    tests: [{text: "It rained on 4 March 1911.", match: 4 March 1911, value: 1911-03-04}]
  - {id: place.listed, label: PLACE, list: places}
""",
    "names": """\
stage: names
names:
  labels: [PERSON, ORGANIZATION, PLACE]
  unknown: {label: PERSON, weight: 1.6}
  vote_shares: [1, 0.66, 0.517]
  own_share: 0.35
  inherited: {PERSON: 4.2, ORGANIZATION: 3}
  keep_first_word: [PERSON]
  word_lists: [{function: stop, list: stops}, {function: stop, list: months}, {function: possessive, list: possessives}]
rules:
  - {id: evidence.person.listed, evidence: {PERSON: 4}, lists: [{part: whole, list: people}]}
  - {id: evidence.organization.listed, evidence: {ORGANIZATION: 4}, lists: [{part: whole, list: organizations}]}
  - {id: evidence.organization.head, evidence: {ORGANIZATION: 2}, lists: [{part: last, list: companies}]}
  - {id: evidence.person.acts, evidence: {PERSON: 0.5}, followed_by: ' [a-z]+ed ', vote: none}
""",
    "verbs": """\
stage: verbs
rules:
  - {id: vg, label: VG, verb_group: {verb: VERB, auxiliaries: {list: auxiliaries}, forms: {list: verb_forms}}}
""",
    "phrases": """\
stage: phrases
rules:
  - {id: region.apposition, label: APPOSITION, pattern: ',(?: [^ ,;.()]{1,30}){1,8},', preceded_by: '<PERSON|ORGANIZATION>'}
""",
    "posts": """\
stage: posts
rules:
  - {id: post.any, label: OFFICE, pattern: '(?P<title>chair) (?P<person><PERSON>)(?: of (?P<at><ORGANIZATION>))?'}
""",
    "deeds": """\
stage: deeds
rules:
""",
    "reports": """\
stage: reports
rules:
  - id: report.say
    label: REPORT
    type: SAY
    pattern: '(?P<agent><PERSON|ORGANIZATION>) said that (?P<content>[^.;]+)'
    tests: [{text: "Ada Quill said that it rained.", captures: {agent: Ada Quill, content: it rained}}]
""",
}

LISTS = {
    "months": "word\tnumber\n" + "".join(
        f"{month}\t{number + 1}\n"
        for number, month in enumerate("January February March April May June July August September October November December".split())),
    "stops": "word\n" + "".join(f"{word}\n" for word in "A An And As At But By For From He In It Of On She That The They This To With".split()),
    "possessives": "tail\n's\n'\n",
    "companies": "word\n" + "".join(f"{word}\n" for word in bench_words.COMPANIES),
    "auxiliaries": "phrase\ttakes\tform\tstrength\tvoice\tpolarity\tactuality\n" + "".join(
        row + "\n" for row in ("has\ted\t\t\t\t\t", "was\ted\t\t\tpassive\t\t", "will\tbase\t\t1\t\t\tplanned", "did not\tbase\t\t\t\tno\t")),
    "verb_forms": "form\talone\tvoice\tpolarity\tactuality\ned\tyes\tactive\tyes\thappened\nbase\t\tactive\tyes\thappened\n",
}

# How the rules of a family look: file, rule of one word, its test's text; the same of a list of words.
ONE_WORD = {
    "unit": ("values", "label: QUANTITY, pattern: '(?P<amount>\\d{{1,3}}(?:,\\d{{3}})*) (?P<noun>{w}s?)'", "They sold 1,250 {w}s.", "1,250 {w}s"),
    "term": ("values", "label: TERM, pattern: '(?:[a-z]+al )?{w}(?: of [a-z]+)?'", "They saw the {w} of war.", "{w} of war"),
    "cue": ("names", "evidence: {{ORGANIZATION: 2.5, PERSON: -1}}, preceded_by: '{w} '", "They saw {w} Vark Quill.", "Vark Quill"),
    "post": ("posts", "label: OFFICE, pattern: '(?P<person><PERSON>), (?P<title>{w})(?: of (?P<of><PLACE|ORGANIZATION>))?'",
             "Ada Quill, {w} of Ona Mills, left.", "Ada Quill, {w} of Ona Mills"),
    "deed": ("deeds", "label: DEED, type: {W}, elide: [APPOSITION], attach: {{when: {{label: DATE, preceded_by: 'on'}}}}, "
             "forms: {{active: '(?P<agent><PERSON|ORGANIZATION>) (?P<trigger><VG lemma={w} voice=active>) (?P<object><PLACE|ORGANIZATION|TERM|QUANTITY>)', "
             "passive: '(?P<object><PLACE|ORGANIZATION>) (?P<trigger><VG lemma={w} voice=passive>)(?: by (?P<agent><PERSON|ORGANIZATION>))?'}}, "
             "set: {{polarity: $trigger.polarity, actuality: $trigger.actuality}}", "Ada Quill {w}ed Ona Mills on 4 March.", "Ada Quill {w}ed Ona Mills"),
    "telling": ("reports", "label: REPORT, type: {W}, pattern: '(?P<agent><PERSON|ORGANIZATION>) <VG lemma={w} voice=active> that (?P<content>[^.;]+)'",
                "Ada Quill {w}ed that it rained.", "Ada Quill {w}ed that it rained"),
}
OF_A_LIST = {
    "unit": "label: QUANTITY, pattern: '(?P<amount>\\d{{1,3}}(?:,\\d{{3}})*) (?P<noun><WORD list={n}>)'",
    "term": "label: TERM, pattern: '(?:[a-z]+al )?<WORD list={n}>(?: of [a-z]+)?'",
    "cue": "evidence: {{ORGANIZATION: 2.5, PERSON: -1}}, lists: [{{part: before, list: {n}}}]",
    "post": ONE_WORD["post"][1].replace("{w}", "<WORD list={n}>"),
    "deed": ONE_WORD["deed"][1].replace("{w}", "{alternatives}"),
    "telling": ONE_WORD["telling"][1].replace("{w}", "{alternatives}"),
}


def test_of(family, word):
    _, _, text, match = ONE_WORD[family]
    return f'[{{text: "{text.format(w=word)}", match: "{match.format(w=word)}"}}]'


def rules_of_words(of_family):
    for family, some in of_family.items():
        file, body, _, _ = ONE_WORD[family]
        for number, word in enumerate(some):
            yield file, f"  - {{id: {family}.n{number}, {body.format(w=word, W=word.upper())}, tests: {test_of(family, word)}}}\n"


def rules_of_lists(of_family, lists):
    for family, some in of_family.items():
        file = ONE_WORD[family][0]
        for number in range(0, len(some), IN_A_LIST):
            part, name = some[number: number + IN_A_LIST], f"{family}_{number // IN_A_LIST}"
            body = OF_A_LIST[family].format(n=name, alternatives="|".join(part), W=name.upper())
            yield file, f"  - {{id: {family}.n{number}, {body}, tests: {test_of(family, part[0])}}}\n"
            if family in ("deed", "telling"):
                continue
            lists[name] = "word\taliases\n" + "".join(f"{word}\t{word}s\n" for word in part)
            if family != "cue":
                yield "words", f"  - {{id: list.{name}, label: WORD, list: {name}, aliases: aliases, set: {{list: {name}}}}}\n"


def write(folder, rules, names, in_lists):
    of_family, lists, files = bench_words.family_words(rules), dict(LISTS), dict(FIXED)
    made = rules_of_lists(of_family, lists) if in_lists else rules_of_words(of_family)
    for file, rule in made:
        files[file] += rule
    lists["verbs"] = "word\tlemma\tform\n" + "".join(
        f"{word}{end}\t{word}\t{form}\n" for word in of_family["deed"] + of_family["telling"] for end, form in (("", "base"), ("ed", "ed")))
    for kind, name in (("person", "people"), ("place", "places"), ("organization", "organizations")):
        lists[name] = "name\n" + "".join(f"{name}\n" for of, name in bench_words.names(names) if of == kind)
    folder.joinpath("lists").mkdir(parents=True, exist_ok=True)
    words = "WORD:         {kind: auxiliary, features: [list]}\n  " if in_lists else ""
    folder.joinpath("pack.yaml").write_text(MANIFEST.format(rules=rules, names=names, form="-lists" if in_lists else "", words=words))
    for name, text in files.items():
        folder.joinpath(f"{name}.yaml").write_text(text)
    for name, text in lists.items():
        folder.joinpath("lists", f"{name}.tsv").write_text(text)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--rules", type=int, default=300)
    arguments.add_argument("--names", type=int, default=100_000)
    arguments.add_argument("--lists", action="store_true")
    given = arguments.parse_args()
    write(given.folder, given.rules, given.names, given.lists)


if __name__ == "__main__":
    main()
