#include "tests/extractor/reference_engine/random_pack.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"

namespace caspian::extractor::reference {
namespace {

using Names = std::vector<std::string>;

const Names kSmallWords = {"met", "saw", "in", "by", "and", "sea", "rain", "tug", "the", "a"};

Pattern Text(const std::string& text) {
  Pattern pattern;
  pattern.text = text;
  return pattern;
}

Pattern Class(const std::string& written, const std::string& members, bool negated = false) {
  Pattern pattern;
  pattern.kind = PatternKind::kClass;
  pattern.characters = {written, members, false, false, negated};
  return pattern;
}

Pattern Made(PatternKind kind, std::vector<Pattern> parts) {
  Pattern pattern;
  pattern.kind = kind;
  pattern.parts = std::move(parts);
  return pattern;
}

Pattern Repeated(Pattern part, int least, int most, bool lazy = false) {
  Pattern pattern = Made(PatternKind::kRepeat, {std::move(part)});
  pattern.least = least;
  pattern.most = most;
  pattern.lazy = lazy;
  return pattern;
}

Pattern Captured(const std::string& name, Pattern part) {
  Pattern pattern = Made(PatternKind::kCapture, {std::move(part)});
  pattern.text = name;
  return pattern;
}

std::string Letters(char from, char to) {
  std::string letters;
  for (char c = from; c <= to; ++c) letters += c;
  return letters;
}

class PackMaker {
 public:
  explicit PackMaker(unsigned seed) : chance_(seed) {}

  Pack Make() {
    AddLabels();
    AddLists();
    pack_.separator = Made(PatternKind::kChoice, {Text(", "), Text(" and ")});
    pack_.abbreviations = chance_.In(3) ? "" : "abbreviations";
    if (chance_.In(8)) pack_.documents = SomeDocuments();
    AddWords();
    if (!chance_.In(3)) AddNames();
    AddStage("parts", Names{"X", "Y", "THING", "PLACE", "PERSON", "R", "Q", "X", "R"}, true);
    if (!chance_.In(3)) AddVerbs();
    if (!chance_.In(3)) AddSenses();
    AddStage("tellings", Names{"E", "E", "SAY", "CITE", "OFFICE", "PARTY", "AUTHOR", "X", "SENSE"}, false);
    AddStage("more", Names{"E", "E", "T", "SAY", "CITE", "CITE", "OFFICE", "PARTY", "Y", "ORG", "R"}, chance_.In(3));
    pack_.included = chance_.In(3);
    return std::move(pack_);
  }

 private:
  // Labels and words ------------------------------------------------------------------------------------------------

  v1::ConflictPolicy SomePolicy(bool lifted) { return static_cast<v1::ConflictPolicy>(chance_.Below(lifted ? 4 : 5)); }

  void AddLabels() {
    const auto add = [&](const std::string& name, v1::LabelKind kind, const Names& features, bool policy = true) {
      const bool lifted =
          kind == v1::LABEL_KIND_NAME || kind == v1::LABEL_KIND_VALUE || kind == v1::LABEL_KIND_AUXILIARY;
      Label label{name, kind, features, kind == v1::LABEL_KIND_VALUE ? "number" : "",
                  policy ? SomePolicy(lifted) : v1::CONFLICT_POLICY_UNSPECIFIED};
      pack_.labels.push_back(label);
    };
    add("THING", v1::LABEL_KIND_NAME, {"f"});
    add("PLACE", v1::LABEL_KIND_NAME, {"f", "g"});
    add("PERSON", v1::LABEL_KIND_NAME, {"f"});
    add("ORG", v1::LABEL_KIND_NAME, {});
    add("NUM", v1::LABEL_KIND_VALUE, {});
    add("X", v1::LABEL_KIND_AUXILIARY, {"f"});
    add("Y", v1::LABEL_KIND_AUXILIARY, {});
    add("VERB", v1::LABEL_KIND_AUXILIARY, {"lemma", "form"});
    add("VG", v1::LABEL_KIND_AUXILIARY, {"lemma", "polarity", "actuality"});
    add("R", v1::LABEL_KIND_REGION, {});
    add("Q", v1::LABEL_KIND_REGION, {});
    add("E", v1::LABEL_KIND_EVENT, {});
    add("T", v1::LABEL_KIND_EVENT, {});
    add("SAY", v1::LABEL_KIND_STATEMENT, {});
    add("CITE", v1::LABEL_KIND_CITATION, {});
    add("OFFICE", v1::LABEL_KIND_OFFICE, {}, false);
    add("PARTY", v1::LABEL_KIND_PARTY, {}, false);
    add("SENSE", v1::LABEL_KIND_SENSE, {}, false);
    add("AUTHOR", v1::LABEL_KIND_AUTHOR_VOICE, {}, false);
  }

  void AddLists() {
    pack_.lists["places"] = {{"word", "f", "g", "also", "id"},
                             {{"Oslo", "1", "n", "Kristiania;Oslo Bay", "i:1"},
                              {"Bergen", "2", "", "", ""},
                              {"New Bay", "1", "s", "NB", "i:1"},
                              {"Ada", "2", "s", "", "i:3"},
                              {"sea", "1", "", "", ""}}};
    pack_.lists["things"] = {{"word", "f"},
                             {{"tug", "1"}, {"tugs", "2"}, {"tug boat", "1"}, {"Skua", "2"}, {"sea-dog", "1"}}};
    pack_.lists["weather"] = {{"word"}, {{"rain"}, {"the sea"}, {"not"}, {"Oslo"}, {"saw"}}};
    pack_.lists["verbs"] = {
        {"word", "lemma", "form"},
        {{"met", "meet", "ed"}, {"meet", "meet", "base"}, {"saw", "see", "ed"}, {"seen", "see", "done"}}};
    pack_.lists["auxiliaries"] = {{"phrase", "takes", "form", "strength", "polarity", "actuality"},
                                  {{"has", "ed;done", "", "", "", ""},
                                   {"did", "base", "", "1", "", "happened"},
                                   {"did not", "base", "", "", "no", ""},
                                   {"will", "base;have", "", "2", "", "planned"},
                                   {"have", "ed;done", "have", "", "", "possible"},
                                   {"was", "done", "done", "", "", ""}}};
    pack_.lists["adverbs"] = {{"phrase", "polarity"}, {{"not", "no"}, {"not yet", "no"}, {"soon", "yes"}, {"Ada", ""}}};
    pack_.lists["forms"] = {{"form", "alone", "polarity", "actuality"},
                            {{"base", "no", "yes", "ongoing"},
                             {"ed", "yes", "yes", ""},
                             {"done", "no", "", "happened"},
                             {"have", "no", "", ""}}};
    pack_.lists["titles"] = {{"word"}, {{"Mayor"}, {"Vice Mayor"}, {"Capt."}, {"Old"}}};
    pack_.lists["stops"] = {{"word"}, {{"The"}, {"Monday"}}};
    pack_.lists["particles"] = {{"word"}, {{"van"}, {"de"}}};
    pack_.lists["heads"] = {{"word"}, {{"Port"}, {"Bank"}}};
    pack_.lists["joiners"] = {{"word"}, {{"of"}, {"the"}, {"for"}}};
    pack_.lists["ordinary"] = {{"word"}, {{"old"}, {"new"}, {"port"}}};
    pack_.lists["demonyms"] = {{"word"}, {{"Norse"}, {"Old"}}};
    pack_.lists["possessives"] = {{"word"}, {{"'s"}, {"s'"}}};
    pack_.lists["people"] = {
        {"word", "f", "aliases"},
        {{"Ada Quill", "1", "Quill"}, {"Bo", "2", ""}, {"old Bo", "1", "van Bo"}, {"Quill Fox", "2", ""}}};
    pack_.lists["abbreviations"] = {{"word"}, {{"Capt."}, {"tug."}}};
    pack_.lists["common"] = {{"word"}, {{"the"}, {"in"}, {"and"}, {"by"}}};
  }

  // Parts of rules --------------------------------------------------------------------------------------------------

  Condition SomeDocuments() {
    Condition condition;
    if (chance_.In(3)) condition.language = chance_.In(3) ? "no" : "en";
    if (chance_.In(4)) condition.publisher = "Wire";
    if (chance_.In(4)) condition.field = chance_.In(2) ? "title" : "published";
    if (chance_.In(2)) {
      condition.function_words = "common";
      condition.least_share = chance_.Between(50, 300);
    }
    return condition;
  }

  bool IsMade(const std::string& label) const { return std::count(seen_.begin(), seen_.end(), label) > 0; }

  Reference SomeReference(const Names& among) {
    Reference reference;
    reference.labels = {chance_.Of(among)};
    if (chance_.In(4)) reference.labels.push_back(chance_.Of(among));
    if (reference.labels.back() == reference.labels[0]) reference.labels.resize(1);
    const bool constrained = std::all_of(reference.labels.begin(), reference.labels.end(),
                                         [](const std::string& label) { return label == "PLACE" || label == "THING"; });
    if (constrained && chance_.In(3))
      reference.constraints.push_back(
          {"f", chance_.In(4) ? Names{"1", "2"} : Names{chance_.In(2) ? "1" : "2"}, chance_.In(3)});
    if (reference.labels == Names{"PLACE"} && chance_.In(4))
      reference.constraints.push_back({"g", {chance_.In(2) ? "n" : "s"}, chance_.In(2)});
    if (reference.labels == Names{"VG"} && chance_.In(2))
      reference.constraints.push_back({"polarity", {chance_.In(2) ? "no" : "yes"}, chance_.In(2)});
    reference.plural = chance_.In(5);
    return reference;
  }

  Pattern Referring(const Names& among) {
    Pattern pattern;
    pattern.kind = PatternKind::kReference;
    pattern.reference = SomeReference(among);
    return pattern;
  }

  Pattern SomeClass() {
    Pattern letter = Class("\\pL", "");
    letter.characters.letters = true;
    Pattern digit = Class("\\d", "");
    digit.characters.digits = true;
    switch (chance_.Below(9)) {
      case 0:
      case 1:
        return Made(PatternKind::kSequence,
                    {Class("[A-Z]", Letters('A', 'Z')), Repeated(Class("[a-z]", Letters('a', 'z')), 1, -1)});
      case 2:
      case 3:
        return Repeated(Class("[a-z]", Letters('a', 'z')), 1, -1, chance_.In(4));
      case 4:
        return Repeated(digit, 1, chance_.In(2) ? -1 : 2);
      case 5:
        return Repeated(letter, 1, chance_.In(2) ? -1 : 4);
      case 6:
        return Repeated(Class("[^,.]", ",.", true), 1, chance_.Between(2, 12), chance_.In(3));
      case 7:
        return Repeated(Class(".", "", true), 1, chance_.Between(1, 9), chance_.In(2));
      default:
        return Class("[-\"',]", "-\"',");
    }
  }

  Pattern Atom() {
    const size_t kind = chance_.Below(10);
    if (kind < 5 && !seen_.empty()) return Referring(seen_);
    if (kind < 7) return SomeClass();
    return Text(chance_.Of(kSmallWords));
  }

  Pattern Piece(int depth) {
    if (depth == 0 || !chance_.In(4)) return Atom();
    switch (chance_.Below(4)) {
      case 0:
        return Made(PatternKind::kChoice, {Piece(depth - 1), Piece(depth - 1)});
      case 1:
        return Repeated(Made(PatternKind::kSequence, {Piece(depth - 1), Text(" ")}), 1, chance_.Between(1, 3),
                        chance_.In(3));
      case 2: {
        Pattern macro = Made(PatternKind::kChoice, {Piece(depth - 1), Text(chance_.Of(kSmallWords))});
        macro.macro = absl::StrCat("m", macros_++);
        // A macro is put in before captures are counted and stands where it is written.
        return macro;
      }
      default:
        return Made(PatternKind::kSequence, {Piece(depth - 1), Text(chance_.In(3) ? ", " : " "), Piece(depth - 1)});
    }
  }

  // The captures in their order, between them words, and parts that may be missing.
  Pattern Sentence(const Names& captures, bool annotations = false) {
    std::vector<Pattern> parts;
    const auto append = [&](Pattern pattern) {
      if (parts.empty()) return parts.push_back(std::move(pattern));
      Pattern joined = Made(PatternKind::kSequence, {Text(chance_.In(6) ? ", " : " "), std::move(pattern)});
      parts.push_back(chance_.In(4) ? Repeated(std::move(joined), 0, 1, chance_.In(4)) : std::move(joined));
    };
    if (captures.empty() || chance_.In(5)) append(Piece(2));
    for (const std::string& capture : captures) {
      const bool plain = !annotations && chance_.In(5);
      Pattern part = seen_.empty() || plain ? Piece(1) : Referring(NamesSeen());
      part.reference.plural = part.reference.plural && !annotations;
      append(Captured(capture, std::move(part)));
      if (chance_.In(3)) append(Piece(1));
    }
    return Made(PatternKind::kSequence, std::move(parts));
  }

  // Without verbs; of others mostly names.
  Names NamesSeen() {
    Names names;
    const bool others = chance_.In(4);
    for (const std::string& label : seen_) {
      const bool name = pack_.LabelOf(label).kind == v1::LABEL_KIND_NAME;
      if (name || (others && label != "VERB" && label != "VG")) names.push_back(label);
    }
    return names.empty() ? seen_ : names;
  }

  std::vector<Guard> SomeGuards(size_t one_in) {
    std::vector<Guard> guards;
    while (chance_.In(one_in) && guards.size() < 2) {
      Guard guard;
      guard.kind = static_cast<v1::GuardKind>(chance_.Between(1, 4));
      const bool before = guard.kind == v1::GUARD_KIND_PRECEDED_BY || guard.kind == v1::GUARD_KIND_NOT_PRECEDED_BY;
      Pattern edge;
      edge.kind = before ? PatternKind::kBegin : PatternKind::kEnd;
      std::vector<Pattern> beside =
          before ? std::vector<Pattern>{Piece(1), Text(" ")} : std::vector<Pattern>{Text(" "), Piece(1)};
      guard.pattern = Made(PatternKind::kSequence, std::move(beside));
      if (chance_.In(5)) guard.pattern = Made(PatternKind::kChoice, {edge, guard.pattern});
      guards.push_back(std::move(guard));
    }
    return guards;
  }

  void AddContext(Rule* rule) {
    while (chance_.In(4))
      rule->context.push_back({"weather", chance_.Between(1, 5), chance_.Between(-6, 6) * 100 + 50});
  }

  Rule NewRule(RuleKind kind, const std::string& label) {
    Rule rule;
    rule.kind = kind;
    rule.id = absl::StrCat(std::string(1, static_cast<char>('a' + chance_.Below(26))), ".r", rules_++);
    rule.label = label;
    if (kind != RuleKind::kEvidence && kind != RuleKind::kRepair) {
      if (chance_.In(3)) rule.priority = chance_.Between(-1, 2);
      if (chance_.In(3)) rule.confidence = chance_.Between(1, 1000);
    }
    if (chance_.In(12)) rule.documents = SomeDocuments();
    return rule;
  }

  // Stages ----------------------------------------------------------------------------------------------------------

  Stage& NewStage(const std::string& name) {
    pack_.stages.emplace_back();
    pack_.stages.back().name = name;
    if (chance_.In(12)) pack_.stages.back().documents = SomeDocuments();
    return pack_.stages.back();
  }

  void AddWords() {
    Stage& stage = NewStage("words");
    stage.rules.push_back(Listing("PLACE", "places"));
    stage.rules.push_back(Listing("THING", "things"));
    if (chance_.In(2)) stage.rules.push_back(Listing(chance_.In(2) ? "PLACE" : "THING", "places"));
    Rule verbs = NewRule(RuleKind::kList, "VERB");
    verbs.words.list = "verbs";
    verbs.settings = {{"lemma", "$lemma", {}}, {"form", "$form", {}}};
    stage.rules.push_back(verbs);
    Rule number = NewRule(RuleKind::kMatch, "NUM");
    Pattern digits = Class("\\d", "");
    digits.characters.digits = true;
    number.forms = {
        {"", Made(PatternKind::kSequence, {Captured("amount", Repeated(digits, 1, 3)),
                                           Repeated(Made(PatternKind::kSequence, {Text(" "), SomeClass()}), 0, 1)})}};
    stage.rules.push_back(number);
    if (chance_.In(2)) stage.rules.push_back(Matching("X"));
    made_ = {"PLACE", "THING", "VERB", "NUM"};
    See(Names{"X"}, stage);
  }

  // What its rules have made can be seen from here on.
  void See(const Names& possible, const Stage& stage) {
    for (const std::string& label : possible) {
      const bool made = std::any_of(stage.rules.begin(), stage.rules.end(),
                                    [&](const Rule& r) { return r.label == label && !r.nested; });
      if (made && std::count(made_.begin(), made_.end(), label) == 0) made_.push_back(label);
    }
    seen_ = made_;
  }

  Rule Listing(const std::string& label, const std::string& list) {
    Rule rule = NewRule(RuleKind::kList, label);
    rule.words.list = list;
    if (list == "places" && chance_.In(2)) rule.aliases = "also";
    if (chance_.In(4)) rule.words = {list, "word", "f", {"1"}};
    rule.ignore_case = chance_.In(4);
    rule.no_mention = chance_.In(8);
    rule.guards = SomeGuards(5);
    rule.settings = {{"f", "$f", {}}};
    if (label == "PLACE" && list == "places") rule.settings.push_back({"g", "$g", {}});
    if (list == "places" && chance_.In(3)) rule.settings.push_back({"id", chance_.In(2) ? "$id" : "x:$g", {}});
    if (chance_.In(5)) rule.settings.push_back({"name", "The $word", {}});
    if (label == "PLACE" && chance_.In(4)) rule.settings.push_back({"short_form", "$word", {}});
    AddContext(&rule);
    return rule;
  }

  void AddNames() {
    Stage& stage = NewStage("names");
    NameSettings names;
    names.labels = chance_.In(2) ? Names{"PERSON", "ORG"} : Names{"ORG", "PERSON", "PLACE"};
    names.vote.threshold = chance_.Between(5, 20) * 100;
    if (!chance_.In(3)) names.vote.shares = {1000, chance_.Between(1000, 1500), chance_.Between(1000, 1800)};
    names.vote.own_share = chance_.Between(0, 5) * 111;
    if (chance_.In(2)) names.unknown_label = "PERSON";
    if (!names.unknown_label.empty()) names.unknown_weight = chance_.Between(10, 20) * 100;
    names.inherited = {{"PERSON", chance_.Between(5, 30) * 100}, {"ORG", 1700}};
    if (chance_.In(2)) names.keep_first_word = {"PERSON"};
    names.title_words = chance_.Between(1, 3);
    names.acronym_max = chance_.Between(2, 4);
    for (const auto& word_list : std::vector<std::pair<std::string, std::string>>{{"title", "titles"},
                                                                                  {"stop", "stops"},
                                                                                  {"particle", "particles"},
                                                                                  {"joiner_head", "heads"},
                                                                                  {"head", "heads"},
                                                                                  {"joiner", "joiners"},
                                                                                  {"ordinary", "ordinary"},
                                                                                  {"demonym", "demonyms"},
                                                                                  {"possessive", "possessives"}}) {
      if (!chance_.In(4)) names.word_lists.push_back(word_list);
    }
    if (chance_.In(2)) stage.input_without = {"PLACE", "THING"};
    Restrict(stage);
    for (int i = chance_.Between(2, 5); i > 0; --i) stage.rules.push_back(Evidence(names.labels));
    stage.names = names;
    for (const std::string& label : names.labels) {
      if (std::count(made_.begin(), made_.end(), label) == 0) made_.push_back(label);
    }
    seen_ = made_;
  }

  Rule Evidence(const Names& choices) {
    Rule rule = NewRule(RuleKind::kEvidence, "");
    for (const std::string& choice : choices) {
      if (rule.weights.empty() || chance_.In(2)) rule.weights.emplace_back(choice, chance_.Between(-10, 25) * 100 + 50);
    }
    rule.no_vote = chance_.In(3);
    rule.guards = SomeGuards(3);
    if (chance_.In(2)) {
      ListCondition condition;
      condition.part = static_cast<v1::CandidatePart>(chance_.Between(1, 6));
      condition.words.list = chance_.In(3) ? "titles" : "people";
      condition.negated = chance_.In(4);
      if (condition.words.list == "people" && chance_.In(3)) condition.words = {"people", "word", "f", {"1"}};
      rule.lists = {condition};
      const bool place = std::any_of(rule.weights.begin(), rule.weights.end(),
                                     [](const auto& weight) { return weight.first == "ORG"; });
      if (condition.words.list == "people" && !place && !condition.negated && chance_.In(2))
        rule.settings = {{"f", "$f", {}}};
    }
    if (chance_.In(4)) rule.min_words = chance_.Between(1, 2);
    if (chance_.In(4)) rule.max_words = chance_.Between(2, 3);
    rule.sentence_initial = chance_.In(6);
    if (chance_.In(3)) rule.forms = {{"", EvidencePattern()}};
    return rule;
  }

  // Of all of a name: words of any sort, of which one may be told, or a mark in it.
  Pattern EvidencePattern() {
    const auto words = [&] { return Repeated(Made(PatternKind::kSequence, {Text(" "), SomeClass()}), 0, 2); };
    switch (chance_.Below(4)) {
      case 0:
        return Made(PatternKind::kSequence,
                    {SomeClass(), words(), Text(chance_.Of(Names{" Quill", " Fox", " Bay", " Mayor"})), words()});
      case 1:
        return Made(PatternKind::kSequence, {Text(chance_.Of(Names{"Ada", "Bo", "NB", "New"})), words()});
      case 2:
        return Made(PatternKind::kSequence, {Text(chance_.Of(Names{"Ada-Bo", "Capt. Fox", "Oslo-based"})), words()});
      default:
        return Made(PatternKind::kSequence, {SomeClass(), words()});
    }
  }

  void AddVerbs() {
    Stage& stage = NewStage("verbs");
    Restrict(stage);
    Rule rule = NewRule(RuleKind::kVerbGroup, "VG");
    rule.verb = "VERB";
    rule.auxiliaries = "auxiliaries";
    rule.adverbs = "adverbs";
    rule.verb_forms = "forms";
    rule.adverb_pattern = chance_.In(2);
    rule.guards = SomeGuards(6);
    stage.rules.push_back(rule);
    See(Names{"VG"}, stage);
  }

  void AddSenses() {
    Stage& stage = NewStage("senses");
    SenseSettings senses;
    senses.on = "PLACE";
    senses.label = "SENSE";
    senses.vote.threshold = chance_.Between(5, 20) * 100;
    senses.vote.own_share = chance_.Between(0, 3) * 250;
    if (chance_.In(2)) senses.vote.shares = {1000, 1320};
    senses.senses = {{"town", {}},
                     {"state",
                      {{"entity_label", "ORG", {}},
                       {"entity_name", "State ${name.f}", {}},
                       {"entity_id", chance_.In(2) ? "i:${name.f}" : "${name.g}", {}}}},
                     {"port", {{"entity_label", "THING", {}}, {"entity_name", "Port", {}}, {"entity_id", "port", {}}}}};
    if (chance_.In(2)) std::swap(senses.senses[0], senses.senses[2]);
    for (int i = chance_.Between(2, 4); i > 0; --i) {
      Rule rule = Evidence(Names{"town", "state", "port"});
      rule.settings.clear();
      if (chance_.In(3)) rule.on = "PLACE";
      stage.rules.push_back(rule);
    }
    stage.senses = senses;
  }

  // Takes labels away from what the next patterns may name.
  void Restrict(Stage& stage) {
    if (!stage.input.empty()) seen_ = stage.input;
    for (const std::string& label : stage.input_without)
      seen_.erase(std::remove(seen_.begin(), seen_.end(), label), seen_.end());
  }

  void AddStage(const std::string& name, const Names& labels, bool repairs) {
    Stage& stage = NewStage(name);
    if (chance_.In(4)) {
      stage.input = {chance_.Of(made_), chance_.Of(made_), "PLACE"};
      std::sort(stage.input.begin(), stage.input.end());
      stage.input.erase(std::unique(stage.input.begin(), stage.input.end()), stage.input.end());
    } else if (chance_.In(3)) {
      stage.input_without = {chance_.Of(made_)};
    }
    Restrict(stage);
    for (int i = chance_.Between(2, 6); i > 0; --i) stage.rules.push_back(Matching(chance_.Of(labels)));
    if (repairs && !seen_.empty() && chance_.In(2)) stage.rules.push_back(Repairing());
    if (repairs && chance_.In(3)) {
      Rule nested = Listing("PLACE", "places");
      nested.nested = true;
      stage.rules.push_back(nested);
    }
    if (repairs && chance_.In(3)) {
      Rule region = NewRule(RuleKind::kList, "R");
      region.words.list = "weather";
      stage.rules.push_back(region);
      regions_.insert("R");
    }
    for (const Rule& rule : stage.rules) {
      if (rule.label == "R" || rule.label == "Q") regions_.insert(rule.label);
      for (const auto& renamed : rule.relabel) {
        if (std::count(made_.begin(), made_.end(), renamed.second) == 0) made_.push_back(renamed.second);
      }
    }
    See(labels, stage);
    for (const char* hidden : {"R", "Q", "E", "T", "SAY", "CITE", "OFFICE", "PARTY", "AUTHOR", "SENSE"})
      made_.erase(std::remove(made_.begin(), made_.end(), hidden), made_.end());
    seen_ = made_;
    elidable_ = regions_;
  }

  Rule Repairing() {
    Rule rule = NewRule(RuleKind::kRepair, "");
    rule.forms = {{"", Sentence({"one"}, true)}};
    rule.guards = SomeGuards(4);
    if (chance_.In(2)) {
      rule.drop = {"one"};
    } else {
      rule.relabel = {{"one", chance_.In(2) ? "X" : "PERSON"}};
      if (chance_.In(2)) rule.settings = {{"f", chance_.In(2) || !HasF(rule, "one") ? "1" : "$one.f", {}}};
    }
    return rule;
  }

  Names CapturesFor(const std::string& label) {
    if (label == "E" || label == "T") {
      Names captures = {"agent"};
      for (const char* more : {"object", "place", "partner_2", "when", "holder", "trigger"}) {
        if (chance_.In(4)) captures.push_back(more);
      }
      return captures;
    }
    if (label == "SAY") return chance_.In(2) ? Names{"holder", "content"} : Names{"agent", "content"};
    if (label == "CITE") return chance_.In(3) ? Names{"source", "date"} : Names{"source"};
    if (label == "OFFICE")
      return chance_.Of(std::vector<Names>{{"person", "title"}, {"title", "person", "of"}, {"person", "title", "at"}});
    if (label == "PARTY") return chance_.In(2) ? Names{"agreement", "party", "party_2"} : Names{"party", "agreement"};
    if (label == "SENSE") return {"name"};
    if ((label == "X" || label == "Y") && !seen_.empty() && chance_.In(3)) return {"head"};
    return chance_.In(2) ? Names{"one"} : Names{};
  }

  Rule Matching(const std::string& label) {
    Rule rule = NewRule(RuleKind::kMatch, label);
    const v1::LabelKind kind = pack_.LabelOf(label).kind;
    const bool event = kind == v1::LABEL_KIND_EVENT;
    const Names captures = CapturesFor(label);
    if (chance_.In(3)) {
      for (const char* name : {"b", "a"}) rule.forms.push_back({name, Sentence(captures)});
    } else {
      rule.forms = {{"", Sentence(captures)}};
    }
    if (event) {
      rule.type = chance_.In(2) ? "ONE" : "TWO";
      types_.insert(rule.type);
    }
    if (kind == v1::LABEL_KIND_STATEMENT) rule.type = "SAY";
    if (kind == v1::LABEL_KIND_SENSE) {
      rule.settings = {{"entity_label", "ORG", {}},
                       {"entity_name", "Name of $name", {}},
                       {"entity_id", HasF(rule, "name") ? "i:$name.f" : "i:$name", {}}};
    }
    rule.guards = SomeGuards(4);
    rule.ignore_case = chance_.In(6);
    if (kind == v1::LABEL_KIND_AUXILIARY && (captures.empty() || captures[0] != "head") && chance_.In(2))
      AddAntecedent(captures, &rule);
    if (!captures.empty() && chance_.In(6)) rule.span = chance_.Of(captures);
    if (kind == v1::LABEL_KIND_NAME && !captures.empty() && chance_.In(3)) rule.mention = captures[0];
    if (kind == v1::LABEL_KIND_NAME && rule.mention.empty()) rule.no_mention = chance_.In(6);
    if (!elidable_.empty() && chance_.In(3)) rule.elide = Elided();
    if (event) AddEventParts(&rule);
    if (kind == v1::LABEL_KIND_CITATION) AddCoverage(&rule);
    AddFacts(captures, &rule);
    AddContext(&rule);
    return rule;
  }

  void AddAntecedent(const Names& captures, Rule* rule) {
    Names names;
    for (const std::string& label : made_) {
      if (pack_.LabelOf(label).kind == v1::LABEL_KIND_NAME) names.push_back(label);
    }
    if (names.empty()) return;
    Antecedent antecedent;
    antecedent.name = SomeReference(names);
    antecedent.name.plural = false;
    if (!captures.empty() && chance_.In(4)) antecedent.called = captures[0];
    for (const std::string& label : made_) {
      if (chance_.In(12) && std::count(antecedent.rivals.begin(), antecedent.rivals.end(), label) == 0)
        antecedent.rivals.push_back(label);
    }
    rule->refers_to = antecedent;
  }

  Names Elided() {
    Names elided(elidable_.begin(), elidable_.end());
    if (std::count(made_.begin(), made_.end(), "Y") > 0 && IsMade("Y") && chance_.In(2)) elided.push_back("Y");
    return elided;
  }

  void AddEventParts(Rule* rule) {
    for (const char* role : {"place", "when", "object"}) {
      if (!chance_.In(3) || seen_.empty()) continue;
      Attachment attachment;
      attachment.role = role;
      attachment.filler = SomeReference(NamesSeen());
      attachment.filler.plural = false;
      attachment.side = static_cast<v1::AttachmentSide>(chance_.Below(5) > 2 ? chance_.Between(1, 2) : 0);
      if (chance_.In(3)) {
        Guard guard;
        guard.kind = static_cast<v1::GuardKind>(chance_.Between(1, 4));
        guard.pattern = Made(PatternKind::kChoice, {Text("in"), Text("by")});
        attachment.guards = {guard};
      }
      if (!elidable_.empty() && chance_.In(3)) attachment.within = *elidable_.begin();
      rule->attachments.push_back(attachment);
    }
    if (chance_.In(2)) rule->elaborates = {chance_.In(2) ? *types_.begin() : *types_.rbegin()};
  }

  void AddCoverage(Rule* rule) {
    rule->covers = static_cast<v1::CoverageKind>(chance_.In(3) ? 2 : chance_.Below(5));
    if (rule->covers == v1::COVERAGE_KIND_FROM || rule->covers == v1::COVERAGE_KIND_TO)
      rule->covers_label = chance_.In(2) ? "PLACE" : "THING";
  }

  // True where annotations alone fill the capture, with a feature f.
  static bool HasF(const Pattern& pattern, const std::string& capture) {
    if (pattern.kind == PatternKind::kCapture && pattern.text == capture) {
      const Names& labels = pattern.parts[0].reference.labels;
      return !labels.empty() && std::all_of(labels.begin(), labels.end(), [](const std::string& label) {
        return label == "THING" || label == "PLACE" || label == "PERSON" || label == "X";
      });
    }
    return std::any_of(pattern.parts.begin(), pattern.parts.end(),
                       [&](const Pattern& part) { return HasF(part, capture); });
  }
  static bool HasF(const Rule& rule, const std::string& capture) {
    return std::all_of(rule.forms.begin(), rule.forms.end(),
                       [&](const Form& form) { return HasF(form.pattern, capture); });
  }

  void AddFacts(const Names& captures, Rule* rule) {
    const v1::LabelKind kind = pack_.LabelOf(rule->label).kind;
    const std::string first = captures.empty() ? "" : captures[0];
    if (kind == v1::LABEL_KIND_EVENT) {
      if (chance_.In(2)) rule->settings.push_back({"polarity", chance_.In(2) ? "no" : "yes", {}});
      if (chance_.In(3)) rule->settings.push_back({"actuality", chance_.In(2) ? "planned" : "ongoing", {}});
      if (chance_.In(4)) rule->settings.push_back({"voice", "author", {}});
      if (rule->forms.size() > 1)
        rule->settings.push_back({"step", chance_.In(2) ? "others" : "", {{"a", "first"}}});
      else if (chance_.In(3))
        rule->settings.push_back({"step", "$agent of it", {}});
    }
    const bool has_f = rule->label == "X" || rule->label == "THING" || rule->label == "PERSON";
    if (has_f && chance_.In(2))
      rule->settings.push_back({"f", chance_.In(2) || !HasF(*rule, first) ? "2" : "$" + first + ".f", {}});
    if (kind == v1::LABEL_KIND_NAME && !first.empty() && chance_.In(4))
      rule->settings.push_back({"id", "i:$" + first + (HasF(*rule, first) ? ".f" : ""), {}});
    if (kind == v1::LABEL_KIND_CITATION && chance_.In(4)) rule->settings.push_back({"source", "Wire $$5", {}});
  }

  Chance chance_;
  Pack pack_;
  Names made_, seen_;  // labels that stand in text; of these what the stage sees
  std::set<std::string> regions_, elidable_, types_;
  int rules_ = 0;
  int macros_ = 0;
};

// Texts -------------------------------------------------------------------------------------------------------------

class TextMaker {
 public:
  TextMaker(const Pack& pack, Chance* chance) : pack_(pack), chance_(*chance) {}

  std::string Make() {
    std::string text;
    std::vector<std::string> told;
    for (int i = chance_.Between(1, 4); i > 0; --i) {
      told.push_back(!told.empty() && chance_.In(4) ? chance_.Of(told) : Sentence());
      absl::StrAppend(&text, told.back(), End());
    }
    return text;
  }

 private:
  std::string Word() {
    static const Names kWords = {"Ada",        "Quill",
                                 "Bo",         "Fox",
                                 "Oslo",       "Bergen",
                                 "New Bay",    "NB",
                                 "Mayor",      "Vice Mayor",
                                 "tug",        "tugs",
                                 "tug boat",   "Skua",
                                 "sea",        "rain",
                                 "the sea",    "met",
                                 "saw",        "did not",
                                 "has",        "will",
                                 "have",       "meet",
                                 "seen",       "not yet",
                                 "soon",       "quickly",
                                 "in",         "by",
                                 "and",        "the",
                                 "The",        "Old",
                                 "Norse",      "Port of",
                                 "Bank",       "van",
                                 "AQ",         "Ada’s",
                                 "4",          "011",
                                 ",",          "(so)",
                                 "–",          "“oh”",
                                 "é",          "日",
                                 "sea-dog",    "Oslo-based",
                                 "a",          "OSLO",
                                 "Ada-Bo",     "s’",
                                 "Capt. Fox",  "Ada Quill",
                                 "Ada Quill",  "\xF3\xB0\x80\x80",
                                 "Kristiania", "Monday",
                                 ", Oslo and", "& Bo",
                                 "Rain",       "Tug"};
    return chance_.Of(kWords);
  }

  std::string Sentence() {
    std::string sentence;
    for (int i = chance_.Between(1, 4); i > 0; --i) {
      const bool made = !chance_.In(3);
      const std::string part = made ? OfSomeRule() : Word();
      if (!part.empty()) absl::StrAppend(&sentence, sentence.empty() || part[0] == ',' ? "" : Blank(), part);
    }
    return sentence.empty() ? Word() : sentence;
  }

  std::string Blank() { return chance_.In(10) ? chance_.Of(Names{"  ", "\t", "\xC2\xA0"}) : " "; }
  std::string End() { return chance_.Of(Names{". ", ". ", ". ", ".\n\n", "! ", " ", ".” ", ") ", ". a "}); }

  std::string OfSomeRule() {
    const Stage& stage = chance_.In(2) ? pack_.stages.back() : chance_.Of(pack_.stages);
    if (stage.rules.empty()) return Word();
    const Rule& rule = chance_.Of(stage.rules);
    std::string text = OfRule(rule, 4);
    for (const Guard& guard : rule.guards) {
      const std::string beside = Of(guard.pattern, 2);
      if (guard.kind == v1::GUARD_KIND_PRECEDED_BY) text = beside + text;
      if (guard.kind == v1::GUARD_KIND_FOLLOWED_BY) text += beside;
    }
    return text;
  }

  std::string OfRule(const Rule& rule, int depth) {
    if (rule.kind == RuleKind::kList) return chance_.Of(pack_.lists.at(rule.words.list).rows)[0];
    if (rule.forms.empty()) return Word();
    return Of(chance_.Of(rule.forms).pattern, depth);
  }

  std::string OfLabel(const std::string& label, int depth) {
    std::vector<const Rule*> rules;
    for (const Stage& stage : pack_.stages) {
      for (const Rule& rule : stage.rules) {
        if (rule.label == label) rules.push_back(&rule);
      }
    }
    if (label == "VG" && chance_.In(2))
      return chance_.Of(Names{"did not meet", "has seen", "will not soon have met", "Did quickly meet"});
    if (rules.empty() || depth == 0) return label == "PERSON" ? "Ada Quill" : Word();
    return OfRule(*chance_.Of(rules), depth - 1);
  }

  std::string Of(const Pattern& pattern, int depth) {
    std::string text;
    switch (pattern.kind) {
      case PatternKind::kText:
        return pattern.text;
      case PatternKind::kClass:
        if (pattern.characters.negated) return chance_.Of(Names{"a", "sea", " ", "B"});
        if (pattern.characters.digits) return "7";
        return pattern.characters.members.empty()
                   ? "z"
                   : std::string(1, pattern.characters.members[chance_.Below(pattern.characters.members.size())]);
      case PatternKind::kReference:
        text = OfLabel(chance_.Of(pattern.reference.labels), depth);
        if (pattern.reference.plural && chance_.In(2))
          absl::StrAppend(&text, " and ", OfLabel(pattern.reference.labels[0], depth));
        return text;
      case PatternKind::kChoice:
        return Of(chance_.Of(pattern.parts), depth);
      case PatternKind::kRepeat:
        for (int i = chance_.Between(pattern.least, pattern.most < 0 ? 3 : pattern.most); i > 0; --i)
          absl::StrAppend(&text, Of(pattern.parts[0], depth));
        return text;
      default:
        for (const Pattern& part : pattern.parts) absl::StrAppend(&text, Of(part, depth));
        return text;
    }
  }

  const Pack& pack_;
  Chance& chance_;
};

}  // namespace

Pack RandomPack(unsigned seed) { return PackMaker(seed).Make(); }

v1::Document RandomDocument(const Pack& pack, unsigned seed) {
  Chance chance(seed);
  v1::Document document;
  document.set_id(absl::StrCat("seed-", seed));
  document.set_text(TextMaker(pack, &chance).Make());
  if (chance.In(2)) document.set_language(chance.Of(Names{"en", "en-GB", "no"}));
  if (chance.In(2)) document.set_publisher(chance.In(3) ? "Gazette" : "Wire");
  if (chance.In(2)) document.set_title("A title");
  return document;
}

}  // namespace caspian::extractor::reference
