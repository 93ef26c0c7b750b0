// Stages that decide: names and senses, with their evidence rules.
#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "extractor/program/compile_ground.h"
#include "extractor/rules/pattern_blanks.h"

namespace caspian::extractor {
namespace {

constexpr int32_t kDefaultThreshold = 1500;
constexpr uint32_t kWholeShare = 1000;

template <typename Settings>
CompiledVote VoteOf(const Settings& settings) {
  CompiledVote vote;
  vote.threshold = settings.threshold() == 0 ? kDefaultThreshold : settings.threshold();
  vote.shares.assign(settings.vote_shares().begin(), settings.vote_shares().end());
  if (vote.shares.empty()) vote.shares.push_back(kWholeShare);
  vote.own_share = settings.own_share();
  return vote;
}

size_t Or(uint32_t given, size_t otherwise) { return given == 0 ? otherwise : given; }

absl::Status CompileConditions(const v1::Rule& rule, CompileGround* ground, CompiledEvidenceRule* out) {
  for (const v1::ListCondition& condition : rule.evidence().lists()) {
    const List* list = ground->FindList(condition.list());
    if (list == nullptr) return Invalid(rule.id(), absl::StrCat("no list ", condition.list()));
    const std::string aliases = ColumnIndex(*list, "aliases") > 0 && condition.column().empty() ? "aliases" : "";
    out->lists.push_back(
        {condition.part(), condition.negated(), list,
         ground->Index(*list, condition.column(), aliases, condition.where(), PhraseCase::kFirstLetterFree)});
  }
  return absl::OkStatus();
}

// `choices` are what the stage decides among, in order.
absl::Status CompileEvidence(const v1::Rule& rule, const std::vector<std::string>& choices, CompileGround* ground,
                             std::vector<CompiledEvidenceRule>* rules) {
  CompiledEvidenceRule out;
  out.rule = &rule;
  const v1::EvidenceRule& evidence = rule.evidence();
  if (!evidence.pattern().empty()) {
    absl::Status status =
        ground->CompilePattern(rule.id(), evidence.pattern(), false, ReadingOrder::kForwards, &out.pattern);
    if (!status.ok()) return status;
    out.begin_edge = ground->Edge(evidence.pattern(), false, PatternSide::kBegin);
    out.end_edge = ground->Edge(evidence.pattern(), false, PatternSide::kEnd);
    out.held_edge = ground->HeldEdgeOf(evidence.pattern());
    out.least_words = static_cast<uint32_t>(LeastBlanks(evidence.pattern())) + 1;
  }
  absl::Status status = ground->CompileGuards(rule.id(), evidence.guards(), false, &out.guards);
  if (status.ok()) status = CompileConditions(rule, ground, &out);
  if (!status.ok()) return status;
  out.settings = ground->CompileSettings(evidence.settings());
  out.condition = ground->CompileCondition(rule.documents());
  for (const std::string& label : evidence.on()) out.on.push_back(ground->LabelIndex(label));
  for (const v1::LabelWeight& weight : evidence.weights()) {
    const auto found = std::find(choices.begin(), choices.end(), weight.label());
    if (found == choices.end())
      return Invalid(rule.id(), absl::StrCat(weight.label(), " is none of what the stage decides among"));
    out.weights.emplace_back(static_cast<size_t>(found - choices.begin()), weight.weight());
  }
  rules->push_back(std::move(out));
  return absl::OkStatus();
}

// Conditions of many rules look up the same.
void NumberLookups(std::vector<CompiledEvidenceRule>* rules) {
  std::map<std::pair<const PhraseIndex*, v1::CandidatePart>, size_t> numbers;
  for (CompiledEvidenceRule& rule : *rules) {
    for (CompiledListCondition& condition : rule.lists)
      condition.lookup = numbers.try_emplace({condition.index.get(), condition.part}, numbers.size()).first->second;
  }
}

absl::Status CompileLabels(const v1::NameSettings& settings, const std::string& stage, CompileGround* ground,
                           CompiledNames* names) {
  names->inherited.resize(static_cast<size_t>(settings.labels_size()), 0);
  names->inherited_given = names->inherited;
  for (int i = 0; i < settings.labels_size(); ++i) {
    const std::string& label = settings.labels(i);
    names->labels.push_back(ground->LabelIndex(label));
    if (names->labels.back() < 0) return Invalid(stage, absl::StrCat("no label ", label));
    if (label == settings.unknown_label()) names->unknown_label = i;
    for (const v1::LabelWeight& weight : settings.inherited()) {
      if (weight.label() == label) names->inherited[static_cast<size_t>(i)] = weight.weight();
    }
    for (const v1::LabelWeight& weight : settings.inherited_given()) {
      if (weight.label() == label) names->inherited_given[static_cast<size_t>(i)] = weight.weight();
    }
    const auto& keep = settings.keep_first_word();
    names->keeps_first_word.push_back(std::count(keep.begin(), keep.end(), label) > 0);
  }
  return absl::OkStatus();
}

using FunctionsByWord = absl::flat_hash_map<WordId, WordFunctions>;

void AddFunctions(v1::NameWordFunction function, const PhraseIndex& index, FunctionsByWord* by_word) {
  for (WordId word : index.first_words()) {
    WordFunctions& functions = (*by_word)[word];
    functions.begins |= WordFunctions::BitOf(function);
    if (index.RowOf({{word, kNoWord, kNoWord}}, 0, 1) >= 0) functions.is |= WordFunctions::BitOf(function);
  }
}

absl::Status CompileWords(const v1::NameSettings& settings, const std::string& stage, CompileGround* ground,
                          CompiledNames* names) {
  FunctionsByWord functions;
  for (const v1::NameWordList& words : settings.word_lists()) {
    const List* list = ground->FindList(words.words().list());
    if (list == nullptr) return Invalid(stage, absl::StrCat("no list ", words.words().list()));
    const bool aliases = ColumnIndex(*list, "aliases") > 0 && words.words().column().empty();
    names->words[words.function()].push_back(ground->Index(*list, words.words().column(), aliases ? "aliases" : "",
                                                           words.words().where(), PhraseCase::kExact));
    AddFunctions(words.function(), *names->words[words.function()].back(), &functions);
  }
  names->functions = WordTable<WordFunctions>(functions);
  return absl::OkStatus();
}

absl::Status CompileEnumeration(const v1::NameSettings& settings, const std::string& stage, CompileGround* ground,
                                CompiledNames* names) {
  const std::string& separator = ground->program().alphabet.enumeration_separator();
  if (settings.enumerated_members() == 0 || separator.empty()) return absl::OkStatus();
  names->enumerated_members = settings.enumerated_members();
  return ground->CompileRegex(stage, separator, false, &names->enumeration);
}

}  // namespace

absl::Status CompileNames(const v1::Stage& stage, CompileGround* ground, CompiledStage* out) {
  const v1::NameSettings& settings = stage.names();
  CompiledNames names;
  names.vocabulary = &ground->program().vocabulary;
  names.vote = VoteOf(settings);
  names.unknown_weight = settings.unknown_weight();
  names.unknown_min_words = Or(settings.unknown_min_words(), 2);
  names.unknown_max_words = Or(settings.unknown_max_words(), 3);
  names.title_words = Or(settings.title_words(), 6);
  names.phrase_words = Or(settings.phrase_words(), 12);
  names.acronym_min_letters = Or(settings.acronym_min_letters(), 2);
  names.acronym_max_letters = Or(settings.acronym_max_letters(), 8);
  absl::Status status = CompileLabels(settings, stage.name(), ground, &names);
  if (status.ok()) status = CompileWords(settings, stage.name(), ground, &names);
  if (status.ok()) status = CompileEnumeration(settings, stage.name(), ground, &names);
  const std::vector<std::string> labels(settings.labels().begin(), settings.labels().end());
  for (const v1::Rule& rule : stage.rules()) {
    if (status.ok()) status = CompileEvidence(rule, labels, ground, &names.rules);
  }
  NumberLookups(&names.rules);
  names.evidence = EvidenceTable(names.rules);
  out->names = std::move(names);
  return status;
}

absl::Status CompileSenses(const v1::Stage& stage, CompileGround* ground, CompiledStage* out) {
  const v1::SenseSettings& settings = stage.senses();
  CompiledSenses senses;
  senses.vote = VoteOf(settings);
  senses.label = ground->LabelIndex(settings.label());
  if (senses.label < 0) return Invalid(stage.name(), absl::StrCat("no label ", settings.label()));
  for (const std::string& label : settings.on()) senses.on.push_back(ground->LabelIndex(label));
  std::vector<std::string> names;
  for (const v1::Sense& sense : settings.senses()) {
    names.push_back(sense.name());
    senses.senses.push_back({sense.name(), ground->CompileSettings(sense.settings())});
  }
  absl::Status status;
  for (const v1::Rule& rule : stage.rules()) {
    if (status.ok()) status = CompileEvidence(rule, names, ground, &senses.rules);
  }
  NumberLookups(&senses.rules);
  senses.evidence = EvidenceTable(senses.rules);
  out->senses = std::move(senses);
  return status;
}

}  // namespace caspian::extractor
