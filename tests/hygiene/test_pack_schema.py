"""The JSON Schemas of the pack format say what the readers read: they fit all packs, refuse slips, and know each key."""
import copy
import json
import re

import jsonschema
import pytest
import tree
import yaml

SCHEMAS = "extractor/packs/schema/{}.schema.json"
READERS = ("desk_lists.cc", "evidence_rule_yaml.cc", "manifest_yaml.cc", "match_rule_yaml.cc", "rule_bodies.h", "rule_fields.cc", "rule_fields.h", "rule_yaml.cc", "stage_yaml.cc")
ASKED = re.compile(
    r"(?:\b(?:Text|Texts|RequiredText|Flag|Integer|Thousandths|Find|Require|Entries|Items|has|text)\("
    r"|\b(?:ReadNamed|ReadEnum|ReadPattern|ReadListAt|ReadSettings)\([^\"()]*|\{)\"([a-z_]+)\""
)
# The other of covers' two keys, and what a sense may set.
NOT_ASKED_BY_NAME = {"to", "entity_label", "entity_name", "entity_id"}


class Loader(yaml.SafeLoader):
    """Words as a pack means them: only true and false are flags, only digits numbers, nothing is a date."""

    yaml_implicit_resolvers = {}


for tag, word in (("bool", r"true|false"), ("int", r"-?[0-9]+"), ("float", r"-?[0-9]+\.[0-9]+"), ("null", r"~|null|")):
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{word})$"), None)


def loaded(text):
    return yaml.load(text, Loader)


def schema(kind):
    return json.loads(tree.text(SCHEMAS.format(kind)))


def kind_of(name):
    return "pack" if name.rsplit("/", 1)[-1] == "pack.yaml" else "stage"


def faults(kind, value):
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in jsonschema.Draft202012Validator(schema(kind)).iter_errors(value)]


def packs():
    return [path for path in tree.files() if path.suffix == ".yaml" and path.parts[:2] == ("extractor", "packs")]


def examples():
    """The README's blocks that are files of packs, by name."""
    blocks = re.findall(r"^```yaml\n# (\S+)\n(.*?)^```", tree.text("extractor/packs/README.md"), re.MULTILINE | re.DOTALL)
    return dict(blocks)


def keys_of(part, found):
    """Names of all properties that a schema declares."""
    if isinstance(part, dict):
        properties = part.get("properties")
        if isinstance(properties, dict) and "type" in part:
            found.update(properties)
        for value in part.values():
            keys_of(value, found)
    elif isinstance(part, list):
        for value in part:
            keys_of(value, found)
    return found


def undescribed(part, at=""):
    """Properties without a description."""
    if isinstance(part, list):
        return [fault for number, value in enumerate(part) for fault in undescribed(value, f"{at}/{number}")]
    if not isinstance(part, dict):
        return []
    own = [f"{at}/{key}" for key, value in part.get("properties", {}).items() if "type" in part and not value.get("description")]
    return own + [fault for key, value in part.items() for fault in undescribed(value, f"{at}/{key}")]


@pytest.mark.parametrize("kind", ("pack", "stage"))
def test_a_schema_is_one_and_describes_each_key(kind):
    jsonschema.Draft202012Validator.check_schema(schema(kind))
    assert undescribed(schema(kind)) == []


@pytest.mark.parametrize("path", packs(), ids=str)
def test_shipped_files_fit(path):
    assert faults(kind_of(path.name), loaded(tree.text(path))) == []


def test_the_examples_of_the_reference_fit():
    assert len(examples()) > 20
    assert {name: faults(kind_of(name), loaded(text)) for name, text in examples().items()} == {name: [] for name in examples()}


def slips(value):
    """Copies of `value`, each with one key of a map misspelt, as far as the map's keys are the language's."""
    known = keys_of(schema("pack"), set()) | keys_of(schema("stage"), set())

    def maps(part, path):
        if isinstance(part, dict):
            yield from ((path, key) for key in part if key in known)
        children = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
        for key, child in children:
            if key not in ("set", "captures", "features", "where", "evidence"):
                yield from maps(child, (*path, key))

    for path, key in maps(value, ()):
        slipped = part = copy.deepcopy(value)
        for step in path:
            part = part[step]
        part[f"{key}x"] = part.pop(key)
        yield "/".join(map(str, (*path, key))), slipped


def test_a_misspelt_key_fails():
    for name, text in examples().items():
        for path, slipped in slips(loaded(text)):
            assert faults(kind_of(name), slipped), f"{name}: {path} misspelt"


def test_the_schemas_know_the_keys_that_are_read():
    read = {key for reader in READERS for key in ASKED.findall(tree.text(f"extractor/rules/{reader}"))}
    known = keys_of(schema("pack"), set()) | keys_of(schema("stage"), set())
    assert len(read) > 80
    assert read - known == set()
    assert known - read == NOT_ASKED_BY_NAME
