#include "client/cli/render/explanation_text.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "client/cli/render/cells.h"
#include "client/cli/render/context_line.h"
#include "common/base/utf8.h"

namespace caspian::cli {

namespace pb = ::caspian::v1;

namespace {

absl::string_view OutcomeName(pb::Outcome outcome) {
  switch (outcome) {
    case pb::OUTCOME_MADE:
      return "made";
    case pb::OUTCOME_LOST:
      return "lost";
    case pb::OUTCOME_REPAIRED:
      return "made, then repaired";
    case pb::OUTCOME_VALUE_REFUSED:
      return "value not read";
    case pb::OUTCOME_GUARD_FAILED:
      return "guard failed";
    case pb::OUTCOME_NOT_AT_TOKENS:
      return "inside a word";
    case pb::OUTCOME_STOPPED:
      return "stopped";
    case pb::OUTCOME_NO_TRIGGER:
      return "no trigger";
    case pb::OUTCOME_NOT_FOR_DOCUMENT:
      return "not for this document";
    case pb::OUTCOME_DECIDED:
      return "decided";
    case pb::OUTCOME_BELOW_THRESHOLD:
      return "below the threshold";
    case pb::OUTCOME_CONDITION_FAILED:
      return "does not hold";
    case pb::OUTCOME_NO_CANDIDATE:
      return "nothing to look at";
    default:
      return "unknown outcome";
  }
}

absl::string_view GuardName(pb::GuardKind kind) {
  switch (kind) {
    case pb::GUARD_KIND_PRECEDED_BY:
      return "preceded_by";
    case pb::GUARD_KIND_NOT_PRECEDED_BY:
      return "not_preceded_by";
    case pb::GUARD_KIND_FOLLOWED_BY:
      return "followed_by";
    default:
      return "not_followed_by";
  }
}

absl::string_view GroundName(pb::ConflictGround ground) {
  switch (ground) {
    case pb::CONFLICT_GROUND_PRIORITY:
      return "its priority is greater";
    case pb::CONFLICT_GROUND_LENGTH:
      return "its length wins by the label's policy";
    case pb::CONFLICT_GROUND_PLACE:
      return "it stands further left";
    default:
      return "its rule id comes first";
  }
}

// Thousandths as "2.4".
std::string Decimal(int64_t thousandths) {
  std::string text = absl::StrFormat("%s%d.%03d", thousandths < 0 ? "-" : "", std::abs(thousandths) / 1000,
                                     std::abs(thousandths) % 1000);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string Quoted(absl::string_view words) { return absl::StrCat("“", OneLine(words), "”"); }

std::string Bytes(const pb::Span& span) { return absl::StrCat(span.begin(), "..", span.end()); }

std::string Line(absl::string_view text) { return absl::StrCat("    ", text, "\n"); }

std::string Head(const pb::Explanation& told, absl::string_view content, bool with_rule) {
  std::string head(OutcomeName(told.outcome()));
  if (!told.label().empty()) absl::StrAppend(&head, " ", told.label());
  if (with_rule && !told.rule_id().empty()) absl::StrAppend(&head, " by ", told.rule_id());
  if (!told.form().empty()) absl::StrAppend(&head, ", form ", told.form());
  if (!told.has_span()) return absl::StrCat(head, "\n");
  return absl::StrCat(head, " ", Bytes(told.span()), "\n",
                      Line(ContextLine(content, told.span().begin(), told.span().end())));
}

std::string Made(const pb::Explanation& told, absl::string_view content) {
  std::string lines;
  for (const pb::ExplainedCapture& capture : told.captures()) {
    const std::string label = capture.label().empty() ? "" : absl::StrCat("<", capture.label(), "> ");
    absl::StrAppend(
        &lines, Line(absl::StrCat(capture.name(), ": ", label, Quoted(capture.text()), " ", Bytes(capture.span()))));
  }
  for (const pb::Feature& feature : told.features())
    absl::StrAppend(&lines, Line(absl::StrCat(feature.name(), " ", OneLine(feature.value()))));
  if (!told.value().empty()) absl::StrAppend(&lines, Line(absl::StrCat("value ", OneLine(told.value()))));
  if (told.confidence() > 0) absl::StrAppend(&lines, Line(absl::StrCat("confidence ", Decimal(told.confidence()))));
  for (const pb::ConfidenceChange& change : told.confidence_changes()) {
    const absl::string_view word = content.substr(change.span().begin(), change.span().end() - change.span().begin());
    absl::StrAppend(&lines, Line(absl::StrCat("  ", change.change() < 0 ? "" : "+", Decimal(change.change()), " for ",
                                              Quoted(word), " nearby")));
  }
  return lines;
}

// The end of a long pattern.
std::string EndOf(const std::string& pattern) {
  constexpr size_t kMost = 120;
  if (pattern.size() <= kMost) return pattern;
  size_t from = pattern.size() - kMost;
  while (!IsUtf8Boundary(pattern, from)) ++from;
  return absl::StrCat("…", pattern.substr(from));
}

std::string Progress(const pb::PatternProgress& progress, bool nowhere) {
  std::string lines;
  if (!progress.matched().empty()) absl::StrAppend(&lines, Line(absl::StrCat("matched: ", EndOf(progress.matched()))));
  const std::string behind = nowhere ? ", which stands nowhere here" : "";
  absl::StrAppend(&lines, Line(absl::StrCat("wanted:  ", CutCells(progress.wanted(), 200), behind)));
  if (!progress.found().empty()) absl::StrAppend(&lines, Line(absl::StrCat("found:   ", OneLine(progress.found()))));
  if (progress.without_features() > 0) {
    absl::StrAppend(&lines, Line(absl::StrCat("with any features it stands here ", progress.without_features(),
                                              progress.without_features() == 1 ? " time" : " times")));
  }
  return lines;
}

std::string Conflict(const pb::LostConflict& conflict) {
  return Line(absl::StrCat("to ", conflict.rule_id(), ", ", Bytes(conflict.span()), " ", Quoted(conflict.text()), ": ",
                           GroundName(conflict.ground())));
}

std::string Repair(const pb::RepairDone& repair) {
  const std::string what = repair.label().empty() ? "taken back" : absl::StrCat("renamed ", repair.label());
  return Line(absl::StrCat(what, " by ", repair.rule_id()));
}

std::string Documents(const pb::DocumentCondition& condition) {
  std::vector<std::string> parts;
  if (condition.languages_size() > 0)
    parts.push_back(absl::StrCat("languages ", absl::StrJoin(condition.languages(), ", ")));
  if (condition.publishers_size() > 0)
    parts.push_back(absl::StrCat("publishers ", absl::StrJoin(condition.publishers(), ", ")));
  if (condition.fields_size() > 0)
    parts.push_back(absl::StrCat("documents with ", absl::StrJoin(condition.fields(), ", ")));
  if (condition.has_function_words()) {
    parts.push_back(absl::StrCat("texts with a share of ", Decimal(condition.function_words().least_share()),
                                 " of words of list ", condition.function_words().words().list()));
  }
  return Line(absl::StrCat("it is for ", absl::StrJoin(parts, "; ")));
}

// The evidence that held, a line each, then the sums of what anything speaks for.
std::string Evidence(const pb::EvidenceSum& sum) {
  std::string lines;
  for (const pb::EvidenceLine& line : sum.lines()) {
    std::string weights;
    for (const pb::LabelWeight& weight : line.weights()) {
      absl::StrAppend(&weights, weights.empty() ? "" : ", ", weight.label(), " ", weight.weight() < 0 ? "" : "+",
                      Decimal(weight.weight()));
    }
    absl::StrAppend(&lines, Line(absl::StrCat(line.rule_id(), ": ", weights, line.no_vote() ? ", here alone" : "")));
  }
  if (sum.lines().empty()) lines = Line("no evidence rule holds here");
  for (const pb::EvidenceScore& score : sum.scores()) {
    std::string parts;
    const auto add = [&](int64_t part, absl::string_view name) {
      if (part != 0) absl::StrAppend(&parts, parts.empty() ? "" : ", ", Decimal(part), " ", name);
    };
    add(score.vote(), "by vote");
    add(score.own(), "of its own");
    add(score.alone(), "here alone");
    add(score.inherited(), "inherited");
    add(score.unknown(), "for being unknown");
    if (parts.empty()) continue;
    absl::StrAppend(&lines, Line(absl::StrCat(score.choice(), " ", Decimal(score.total()), " = ", parts)));
  }
  const std::string occurrences =
      sum.occurrences() == 1 ? "stands once" : absl::StrCat("stands ", sum.occurrences(), " times");
  return absl::StrCat(lines, Line(absl::StrCat("threshold ", Decimal(sum.threshold()), ", the string ", occurrences,
                                               ", stage ", sum.stage())));
}

std::string Reason(const pb::Explanation& told) {
  switch (told.reason_case()) {
    case pb::Explanation::kGuard:
      return Line(absl::StrCat(GuardName(told.guard().kind()), ": ", told.guard().pattern()));
    case pb::Explanation::kConflict:
      return Conflict(told.conflict());
    case pb::Explanation::kProgress:
      return Progress(told.progress(), told.outcome() == pb::OUTCOME_NO_TRIGGER);
    case pb::Explanation::kRepair:
      return Repair(told.repair());
    case pb::Explanation::kProblem:
      return Line(OneLine(told.problem()));
    case pb::Explanation::kDocuments:
      return Documents(told.documents());
    case pb::Explanation::kEvidence:
      return Evidence(told.evidence());
    case pb::Explanation::kCondition:
      return Line(OneLine(told.condition()));
    case pb::Explanation::REASON_NOT_SET:
      break;
  }
  return "";
}

}  // namespace

std::string ExplanationText(const pb::Explanation& explanation, absl::string_view content, bool with_rule) {
  return absl::StrCat(Head(explanation, content, with_rule), Made(explanation, content), Reason(explanation));
}

}  // namespace caspian::cli
