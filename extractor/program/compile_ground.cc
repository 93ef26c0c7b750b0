#include "extractor/program/compile_ground.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/error.h"

namespace caspian::extractor {
namespace {

// What stands behind more is mostly found by then, so that to look for it costs more than it saves.
constexpr size_t kMostBlanksNear = 8;

// The rarest needs, of equal ones the first, as far as there is room. Returns how many.
size_t HoldRarest(const std::vector<PatternNeed>& needs, EdgeTable* table, StartEdges* edges) {
  size_t held = 0;
  for (const PatternNeed& need : needs) {
    if (held == edges->held.size()) break;
    const uint32_t edge = table->Add(need);
    const auto is_same = [&](const HeldEdge& one) { return one.edge == edge; };
    if (std::any_of(edges->held.begin(), edges->held.begin() + held, is_same)) continue;
    edges->held[held++] = {edge, static_cast<uint32_t>(need.place)};
  }
  return held;
}

}  // namespace

absl::Status Invalid(absl::string_view rule, absl::string_view what) {
  return MakeError(v1::ERROR_REASON_RULE_SET_INVALID, absl::StrCat("rule ", rule, ": ", what));
}

const List* CompileGround::FindList(const std::string& name) const {
  const auto found = program_.lists.find(name);
  return found == program_.lists.end() ? nullptr : &found->second;
}

std::shared_ptr<const PhraseIndex> CompileGround::Index(const List& list, const std::string& column,
                                                        const std::string& aliases, const v1::ColumnFilter& where,
                                                        PhraseCase letter_case) {
  const ListIndexKey key = KeyOf(list, column, aliases, where, letter_case);
  auto& index = program_.indexes[key];
  if (index != nullptr) return index;
  if (has_indexes_) lacking_ = list.name;
  return index = std::make_shared<PhraseIndex>(has_indexes_ ? PhraseIndex() : IndexRows(list, key, &words_));
}

absl::Status CompileGround::Finish() {
  if (!lacking_.empty()) {
    return MakeError(v1::ERROR_REASON_RULE_SET_INVALID,
                     absl::StrCat("rule set ", program_.rule_set.name(), " comes without an index of list ", lacking_,
                                  ": build it again with 'caspian rules build PACK -o FILE'"));
  }
  if (!has_indexes_) program_.vocabulary = words_.Build();
  return absl::OkStatus();
}

std::shared_ptr<const PhraseIndex> CompileGround::Index(const v1::ListUse& use, PhraseCase letter_case) {
  const List* list = FindList(use.list());
  return list == nullptr ? nullptr : Index(*list, use.column(), "", use.where(), letter_case);
}

absl::Status CompileGround::CompileRegex(absl::string_view rule, const std::string& pattern, bool ignore_case,
                                         std::shared_ptr<const Regex>* regex) {
  return CompileTranslated(rule, program_.alphabet.Translate(pattern), ignore_case, regex);
}

absl::Status CompileGround::CompileTranslated(absl::string_view rule, const std::string& translated, bool ignore_case,
                                              std::shared_ptr<const Regex>* regex) {
  auto [known, is_new] = regexes_.try_emplace({translated, ignore_case}, nullptr);
  if (is_new) {
    auto compiled = Regex::Compile(translated, ignore_case);
    if (!compiled.ok()) return Invalid(rule, compiled.status().message());
    known->second = *std::move(compiled);
  }
  *regex = known->second;
  return absl::OkStatus();
}

absl::Status CompileGround::CompilePattern(absl::string_view rule, const std::string& pattern, bool ignore_case,
                                           ReadingOrder order, CompiledPattern* compiled) {
  const std::string translated = program_.alphabet.Translate(pattern);
  absl::Status status = CompileTranslated(rule, translated, ignore_case, &compiled->regex);
  if (!status.ok()) return status;
  auto [known, is_new] = automata_.try_emplace({compiled->regex.get(), order}, nullptr);
  if (is_new) {
    auto automaton = AutomatonOf(translated, ignore_case, order, &character_sets_);
    if (automaton != nullptr) automaton->number = static_cast<uint32_t>(automata_.size() - 1);
    known->second = std::move(automaton);
  }
  compiled->automaton = known->second;
  return absl::OkStatus();
}

uint32_t CompileGround::Edge(absl::string_view pattern, bool ignore_case, PatternSide side) {
  return program_.edges.places.Add(edge_finder_.EdgeOf(pattern, ignore_case, side), side);
}

uint32_t CompileGround::HeldEdgeOf(absl::string_view pattern) {
  const std::vector<PatternNeed> needs = NeedsOf(pattern);
  return needs.empty() ? kAnyEdge : program_.edges.places.Add(needs[0]);
}

StartEdges CompileGround::Start(absl::string_view pattern, bool ignore_case, const std::vector<CompiledGuard>& guards) {
  auto& [searches, places] = program_.edges;
  const PatternStart start = edge_finder_.StartOf(pattern, ignore_case);
  StartEdges edges{
      searches.Add(start.first, PatternSide::kBegin), places.Add(start.second, PatternSide::kBegin), {}, kAnyEdge};
  const std::vector<PatternNeed> needs = NeedsOf(pattern);
  const size_t held = HoldRarest(needs, &searches, &edges);
  for (const PatternNeed& need : needs) {
    if (need.most_blanks > kMostBlanksNear) continue;
    if (searches.Find(need) == edges.first) continue;
    edges.near = places.Add(need);
    edges.near_blanks = static_cast<uint32_t>(need.most_blanks);
    break;
  }
  std::sort(edges.held.begin(), edges.held.begin() + held,
            [](const HeldEdge& a, const HeldEdge& b) { return a.place > b.place; });
  for (const CompiledGuard& guard : guards) {
    if (guard.kind == v1::GUARD_KIND_PRECEDED_BY && edges.before == kAnyEdge) edges.before = guard.edge;
  }
  return edges;
}

absl::Status CompileGround::CompileGuards(absl::string_view rule, const Guards& guards, bool across_blank,
                                          std::vector<CompiledGuard>* out) {
  const absl::string_view blank = across_blank ? " ?" : "";
  for (const v1::Guard& guard : guards) {
    const bool before = IsBefore(guard.kind());
    const std::string pattern = before ? absl::StrCat("(?:", guard.pattern(), ")", blank, "\\z")
                                       : absl::StrCat(blank, "(?:", guard.pattern(), ")");
    const ReadingOrder order = before ? ReadingOrder::kBackwards : ReadingOrder::kForwards;
    CompiledPattern compiled;
    if (absl::Status status = CompilePattern(rule, pattern, false, order, &compiled); !status.ok()) return status;
    const PatternSide side = before ? PatternSide::kEnd : PatternSide::kBegin;
    out->push_back({guard.kind(), std::move(compiled), Edge(guard.pattern(), false, side)});
  }
  return absl::OkStatus();
}

std::vector<CompiledSetting> CompileGround::CompileSettings(
    const google::protobuf::RepeatedPtrField<v1::Setting>& settings) const {
  std::vector<CompiledSetting> compiled;
  for (const v1::Setting& setting : settings) {
    CompiledSetting out{Template(setting.name(), setting.value()), {}};
    for (const v1::FormValue& form : setting.by_form())
      out.by_form.emplace(form.form(), Template(setting.name(), form.value()));
    compiled.push_back(std::move(out));
  }
  return compiled;
}

int CompileGround::CompileCondition(const v1::DocumentCondition& condition) {
  const bool says = condition.languages_size() + condition.publishers_size() + condition.fields_size() > 0 ||
                    condition.has_function_words();
  if (!says) return kNoCondition;
  CompiledCondition compiled{&condition, nullptr};
  if (condition.has_function_words())
    compiled.function_words = Index(condition.function_words().words(), PhraseCase::kIgnored);
  program_.conditions.push_back(std::move(compiled));
  return static_cast<int>(program_.conditions.size()) - 1;
}

}  // namespace caspian::extractor
