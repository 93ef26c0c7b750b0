// Warns of named groups whose words nothing reads.
#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "extractor/rules/pattern_walk.h"
#include "extractor/rules/setting_references.h"
#include "extractor/rules/warning_checks.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

// What the kind of a label makes of captures by their names.
class KindReads {
 public:
  explicit KindReads(pb::LabelKind kind) : kind_(kind), parts_(RequiredParts(kind)) {
    const std::vector<std::string> more = SettingNames(kind);
    parts_.insert(parts_.end(), more.begin(), more.end());
  }

  bool Reads(absl::string_view capture) const {
    switch (kind_) {
      case pb::LABEL_KIND_NAME:
      case pb::LABEL_KIND_VALUE:
        return true;  // they stand in the mention
      case pb::LABEL_KIND_EVENT:
      case pb::LABEL_KIND_STATEMENT:
        return RoleOf(capture) != "trigger";
      case pb::LABEL_KIND_AUXILIARY:
      case pb::LABEL_KIND_REGION:
      case pb::LABEL_KIND_AUTHOR_VOICE:
        return false;
      default:
        return std::count(parts_.begin(), parts_.end(), RoleOf(capture)) > 0;
    }
  }

 private:
  const pb::LabelKind kind_;
  std::vector<std::string> parts_;
};

// Captures that a key of the rule, or one of its tests, names.
std::set<std::string> NamedCaptures(const pb::Rule& rule) {
  std::set<std::string> named = {"head", rule.match().span_capture(), rule.match().mention_capture(),
                                 rule.match().refers_to().called()};
  named.insert(rule.repair().drop().begin(), rule.repair().drop().end());
  for (const pb::Relabeling& relabel : rule.repair().relabel()) named.insert(relabel.capture());
  for (const pb::Setting& setting : SettingsOf(rule)) {
    for (const std::string& value : ValuesOf(setting)) {
      for (const SettingReference& reference : ReferencesIn(value).value_or(std::vector<SettingReference>()))
        named.insert(reference.name);
    }
  }
  for (const pb::RuleTest& test : rule.tests()) {
    for (const pb::ExpectedCapture& capture : test.captures()) named.insert(capture.name());
  }
  return named;
}

class CaptureWarnings {
 public:
  CaptureWarnings(const PlacedRule& placed, const SourceMap& places, ProblemSink* sink)
      : placed_(placed), places_(places), sink_(sink) {}

  template <typename IsRead>
  void Tell(const std::vector<RulePattern>& patterns, absl::string_view why, const IsRead& is_read) {
    for (const RulePattern& pattern : patterns) {
      const std::string path = absl::StrCat(placed_.path, "/", pattern.path);
      PatternVisitor visitor;
      visitor.group = [&](size_t offset, absl::string_view name) {
        if (is_read(name) || places_.IsExpanded(path, offset) || !told_.emplace(name).second) return;
        sink_->Report(path, &placed_.rule, absl::StrCat(why, name), "write (?:…), or use what it catches", offset);
      };
      WalkPattern(pattern.text, visitor);
    }
  }

 private:
  const PlacedRule& placed_;
  const SourceMap& places_;
  ProblemSink* const sink_;
  std::set<std::string> told_;
};

bool ReadsNone(absl::string_view) { return false; }

}  // namespace

void WarnOfCaptures(const RuleSetFacts& facts, const SourceMap& places, ProblemSink* sink) {
  ForEachRule(facts.rule_set(), [&](const PlacedRule& placed) {
    CaptureWarnings warnings(placed, places, sink);
    const pb::Label* label = facts.FindLabel(LabelOf(placed.rule));
    const KindReads kind(label == nullptr ? pb::LABEL_KIND_AUXILIARY : label->kind());
    const std::set<std::string> named = NamedCaptures(placed.rule);
    const auto is_read = [&](absl::string_view name) { return named.count(std::string(name)) > 0 || kind.Reads(name); };
    placed.rule.has_evidence()
        ? warnings.Tell(SearchedPatterns(placed.rule), "an evidence rule has no captures, and so no ", ReadsNone)
        : warnings.Tell(SearchedPatterns(placed.rule), "nothing reads capture ", is_read);
    warnings.Tell(GuardPatterns(placed.rule), "guards have no captures, and so no ", ReadsNone);
  });
}

}  // namespace caspian::extractor
