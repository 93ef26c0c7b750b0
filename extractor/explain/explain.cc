#include "extractor/explain/explain.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/document.h"
#include "common/base/error.h"
#include "extractor/assemble/assemble.h"
#include "extractor/engine/analyze.h"
#include "extractor/explain/outcomes.h"
#include "extractor/explain/why_not.h"
#include "extractor/rules/suggest.h"

namespace caspian::extractor {
namespace {

// What names are put down to where no evidence of a rule decided.
constexpr absl::string_view kInherited = "names.inherited", kUnknown = "names.unknown";

std::map<std::string, RulePlace, std::less<>> PlacesOfRules(const Program& program) {
  std::map<std::string, RulePlace, std::less<>> places;
  for (size_t s = 0; s < program.stages.size(); ++s) {
    for (const v1::Rule& rule : program.rule_set.stages(static_cast<int>(s)).rules()) places[rule.id()] = {s, &rule};
  }
  return places;
}

uint32_t SentenceAt(const Segmentation& segmentation, uint32_t offset) {
  const auto behind = std::upper_bound(segmentation.sentences.begin(), segmentation.sentences.end(), offset,
                                       [](uint32_t o, const auto& sentence) { return o < sentence.begin; });
  return behind == segmentation.sentences.begin() ? 0
                                                  : static_cast<uint32_t>(behind - segmentation.sentences.begin() - 1);
}

bool Holds(ByteRange range, uint32_t offset) { return range.begin <= offset && offset < range.end; }

class Explainer : private MatchObserver {
 public:
  Explainer(const Program& program, const v1::Document& document, const ExplainQuery& query)
      : program_(program), document_(document), query_(query), places_(PlacesOfRules(program)) {
    trace_.observer = this;
  }

  absl::StatusOr<std::vector<v1::Explanation>> Run() {
    if (absl::Status status = CheckQuery(); !status.ok()) return status;
    auto analysis = Analyze(program_, document_, &trace_);
    if (!analysis.ok()) return analysis.status();
    analysis_ = *std::move(analysis);
    if (query_.offset.has_value() && !analysis_.segmentation.sentences.empty())
      sentence_ = SentenceAt(analysis_.segmentation, *query_.offset);
    TellAnnotations();
    TellLosses();
    TellCandidates();
    TellRejections();
    if (told_.empty() && !query_.rule_id.empty()) {
      if (absl::Status status = TellWhyNot(); !status.ok()) return status;
    }
    return Sorted();
  }

 private:
  struct Told {
    size_t stage;
    v1::Explanation explanation;
  };

  void Rejected(const v1::Rule& rule, const Rejection& rejection) override {
    const bool asked = query_.rule_id.empty() ? IsTelling(rejection) && Holds(rejection.span, *query_.offset)
                                              : rule.id() == query_.rule_id;
    if (asked) rejections_.emplace_back(&rule, rejection);
  }

  // More than that a match lies inside of a token.
  static bool IsTelling(const Rejection& rejection) { return rejection.guard >= 0 || !rejection.condition.empty(); }

  absl::Status CheckQuery() const {
    if (absl::Status status = CheckDocument(document_); !status.ok()) return status;
    if (query_.rule_id.empty() && !query_.offset.has_value())
      return MakeError(v1::ERROR_REASON_REQUEST_INVALID, "nothing to explain: name a rule, an offset, or both");
    const size_t size = ContentOf(document_).size();
    if (query_.offset.value_or(0) >= size) {
      return MakeError(v1::ERROR_REASON_REQUEST_INVALID, absl::StrCat("offset ", *query_.offset, " in a document of ",
                                                                      size, " bytes: give one within it"));
    }
    return IsKnown() ? absl::OkStatus() : UnknownRule();
  }

  bool IsKnown() const {
    return query_.rule_id.empty() || query_.rule_id == kInherited || query_.rule_id == kUnknown ||
           places_.count(query_.rule_id) > 0;
  }

  absl::Status UnknownRule() const {
    std::vector<std::string> ids;
    for (const auto& [id, place] : places_) ids.push_back(id);
    return MakeError(v1::ERROR_REASON_RULE_NOT_FOUND,
                     absl::StrCat("no rule ", query_.rule_id, " in ", program_.ref.name(), ": ",
                                  SuggestionFor(query_.rule_id, ids)));
  }

  // True where the query asks for `rule_id` at a place of `sentence`.
  bool Asks(absl::string_view rule_id, uint32_t sentence, ByteRange range) const {
    if (query_.rule_id.empty()) return Holds(range, *query_.offset);
    return rule_id == query_.rule_id && (!query_.offset.has_value() || sentence == sentence_);
  }

  size_t StageOf(absl::string_view rule_id) const {
    const auto found = places_.find(rule_id);
    return found == places_.end() ? 0 : found->second.stage;
  }

  size_t StageNamed(absl::string_view name) const {
    int s = 0;
    while (s + 1 < program_.rule_set.stages_size() && program_.rule_set.stages(s).name() != name) ++s;
    return static_cast<size_t>(s);
  }

  // Names and senses are told with their evidence, but for those that were repaired.
  void TellAnnotations() {
    const v1::Extraction extraction = Assemble(program_, document_, analysis_);
    for (size_t i = 0; i < analysis_.annotations.size(); ++i) {
      const Annotation& made = analysis_.annotations[i];
      const absl::string_view rule_id = made.rule == nullptr ? made.rule_id : absl::string_view(made.rule->id());
      if (!Asks(rule_id, made.sentence, {made.begin, made.end})) continue;
      v1::Explanation told = OutcomeOf(program_, analysis_, trace_, extraction, i);
      if (made.rule != nullptr || told.has_repair()) told_.push_back({StageOf(rule_id), std::move(told)});
    }
  }

  void TellLosses() {
    for (const Loss& loss : trace_.losses) {
      if (!Asks(loss.loser.rule_id, loss.loser.sentence, {loss.loser.begin, loss.loser.end})) continue;
      told_.push_back({StageOf(loss.loser.rule_id), OutcomeOf(program_, analysis_, loss)});
    }
  }

  bool AsksForCandidate(const NameTrace& candidate) const {
    const uint32_t sentence = SentenceAt(analysis_.segmentation, candidate.begin);
    const ByteRange range{candidate.begin, candidate.end};
    if (Asks(candidate.decided_by, sentence, range)) return true;
    return std::any_of(candidate.lines.begin(), candidate.lines.end(),
                       [&](const auto& line) { return Asks(line.rule_id, sentence, range); });
  }

  void TellCandidates() {
    for (const NameTrace& candidate : trace_.names) {
      const bool asked = query_.rule_id.empty() ? Holds({candidate.begin, candidate.end}, *query_.offset)
                                                : AsksForCandidate(candidate);
      if (asked) told_.push_back({StageNamed(candidate.stage), OutcomeOf(analysis_, candidate)});
    }
  }

  // A match inside of a token tells something only where nothing better is known.
  void TellRejections() {
    const bool known = !told_.empty() || std::any_of(rejections_.begin(), rejections_.end(),
                                                     [](const auto& r) { return IsTelling(r.second); });
    for (const auto& [rule, rejection] : rejections_) {
      if (!IsTelling(rejection) && known) continue;
      if (query_.offset.has_value() && rejection.sentence != sentence_) continue;
      told_.push_back({StageOf(rule->id()), OutcomeOf(analysis_, *rule, rejection)});
    }
  }

  absl::Status TellWhyNot() {
    const auto place = places_.find(query_.rule_id);
    if (place == places_.end()) return TellNoName();
    const auto sentence = query_.offset.has_value() ? std::optional<uint32_t>(sentence_) : std::nullopt;
    auto reasons = WhyNot(program_, document_, place->second, sentence);
    if (!reasons.ok()) return reasons.status();
    for (v1::Explanation& reason : *reasons) told_.push_back({place->second.stage, std::move(reason)});
    return absl::OkStatus();
  }

  absl::Status TellNoName() {
    v1::Explanation told;
    told.set_outcome(v1::OUTCOME_NO_CANDIDATE);
    told.set_rule_id(query_.rule_id);
    told.set_condition(query_.rule_id == kInherited ? "no name was decided by what it inherits from a full form"
                                                    : "no name was decided for being unknown");
    told_.push_back({0, std::move(told)});
    return absl::OkStatus();
  }

  std::vector<v1::Explanation> Sorted() {
    std::stable_sort(told_.begin(), told_.end(), [](const Told& a, const Told& b) {
      const auto order = [](const Told& t) {
        const v1::Explanation& e = t.explanation;
        return std::make_tuple(t.stage, e.span().begin(), e.span().end(), e.outcome(), e.rule_id());
      };
      return order(a) < order(b);
    });
    std::vector<v1::Explanation> explanations;
    for (Told& told : told_) explanations.push_back(std::move(told.explanation));
    return explanations;
  }

  const Program& program_;
  const v1::Document& document_;
  const ExplainQuery& query_;
  const std::map<std::string, RulePlace, std::less<>> places_;
  AnalysisTrace trace_;
  Analysis analysis_;
  uint32_t sentence_ = 0;  // of the offset
  std::vector<std::pair<const v1::Rule*, Rejection>> rejections_;
  std::vector<Told> told_;
};

}  // namespace

absl::StatusOr<std::vector<v1::Explanation>> Explain(const Program& program, const v1::Document& document,
                                                     const ExplainQuery& query) {
  return Explainer(program, document, query).Run();
}

}  // namespace caspian::extractor
