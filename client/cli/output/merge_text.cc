#include "client/cli/output/merge_text.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"

namespace caspian::cli {

namespace pb = ::caspian::v1;

namespace {

// "MERGE_OUTCOME_ALREADY_ONE" without its prefix, in words.
std::string Words(absl::string_view name, absl::string_view prefix) {
  return absl::StrReplaceAll(absl::AsciiStrToLower(absl::StripPrefix(name, prefix)), {{"_", " "}});
}

// Keys hold separators that no terminal shows.
std::string Shown(absl::string_view key) { return absl::StrReplaceAll(key, {{"\x1f", "|"}, {"\x1e", "|"}}); }

std::string FormatReason(const pb::MergeReason& reason) {
  std::string words = reason.first();
  if (!reason.first().empty() && !reason.second().empty()) words += " = ";
  words += reason.second();
  return absl::StrCat("      ", reason.feature(), words.empty() ? "" : ": ", words,
                      reason.taken() == 0 ? "" : absl::StrCat(" (-", reason.taken(), ")"), "\n");
}

std::string FormatEdge(const pb::MergeEdge& edge) {
  std::string text =
      absl::StrCat("  ", edge.score(), " ", Words(pb::MergeEvidence_Name(edge.evidence()), "MERGE_EVIDENCE_"), ", ",
                   Words(pb::MergeOutcome_Name(edge.outcome()), "MERGE_OUTCOME_"));
  if (!edge.judgement_id().empty()) absl::StrAppend(&text, ", judgement ", edge.judgement_id());
  absl::StrAppend(&text, "\n      ", Shown(edge.first_key()), "\n      ", Shown(edge.second_key()), "\n");
  for (const pb::MergeReason& reason : edge.reasons()) text += FormatReason(reason);
  return text;
}

std::string Title(const pb::MergedRecord& record) {
  return absl::StrCat(record.label(), " ", record.name(), " (", record.record_id(), ")");
}

std::string FormatRecord(const pb::MergedRecord& record) {
  std::string text = absl::StrCat(Title(record), "\n");
  for (const pb::MergedKey& key : record.keys())
    absl::StrAppend(&text, "  ", key.description(), ": ", key.document_count(),
                    key.document_count() == 1 ? " document" : " documents", "\n");
  return text;
}

std::string FormatCannotLink(const pb::CannotLink& link) {
  return absl::StrCat("  kept apart by ",
                      link.judgement_id().empty() ? link.reason() : "judgement " + link.judgement_id(), "\n      ",
                      Shown(link.first_key()), "\n      ", Shown(link.second_key()), "\n");
}

std::string FormatDifference(const pb::KeyDifference& difference) {
  const auto side = [](const std::string& text) { return text.empty() ? std::string("not told") : text; };
  return absl::StrCat("  ", difference.part(), ": ", side(difference.first()), " / ", side(difference.second()), "\n");
}

std::string Fate(const pb::JudgementEntry& entry) {
  if (entry.effective()) return "in force";
  if (entry.in_force()) return "in force, changes nothing";
  return absl::StrCat("undone by ", entry.undo().author(), " ", entry.undo().undone_time(),
                      entry.undo().reason().empty() ? "" : ": ", entry.undo().reason());
}

}  // namespace

std::string KindWord(pb::JudgementKind kind) {
  return absl::StrReplaceAll(Words(pb::JudgementKind_Name(kind), "JUDGEMENT_KIND_"), {{" ", "-"}});
}

std::string FormatJudgement(const pb::JudgementEntry& entry) {
  const pb::Judgement& judgement = entry.judgement();
  std::string text = absl::StrCat(judgement.id(), "  ", KindWord(judgement.kind()));
  for (const std::string& key : judgement.keys()) absl::StrAppend(&text, "  ", Shown(key));
  if (!judgement.type().empty()) absl::StrAppend(&text, "  ", judgement.type());
  if (!judgement.role().empty())
    absl::StrAppend(&text, "  ", judgement.role(), " to ",
                    judgement.corrected_role().empty() ? "nothing" : judgement.corrected_role());
  if (!judgement.corrected_time().empty()) absl::StrAppend(&text, "  to ", judgement.corrected_time());
  if (!judgement.places().empty())
    absl::StrAppend(&text, "  in ", judgement.places(0).document_id(),
                    judgement.places_size() > 1 ? absl::StrCat(" and ", judgement.places_size() - 1, " more") : "");
  absl::StrAppend(&text, "  by ", judgement.author(), " ", judgement.judged_time());
  if (!judgement.reason().empty()) absl::StrAppend(&text, ": ", judgement.reason());
  return absl::StrCat(text, "  [", Fate(entry), "]\n");
}

std::string FormatMerge(const pb::ExplainMergeResponse& response) {
  std::string text = response.merged() ? "one record\n" : "two records\n";
  absl::StrAppend(&text, FormatRecord(response.first()));
  if (!response.merged()) absl::StrAppend(&text, FormatRecord(response.second()));
  if (!response.edges().empty()) absl::StrAppend(&text, response.merged() ? "because\n" : "what speaks for one\n");
  for (const pb::MergeEdge& edge : response.edges()) text += FormatEdge(edge);
  if (!response.cannot_links().empty() || !response.differences().empty()) text += "what speaks against it\n";
  for (const pb::CannotLink& link : response.cannot_links()) text += FormatCannotLink(link);
  for (const pb::KeyDifference& difference : response.differences()) text += FormatDifference(difference);
  return text;
}

std::string FormatPossibleMatch(const pb::PossibleMatch& match) {
  std::string text =
      absl::StrCat(match.edge().score(), "  ", Title(match.first()), "  /  ", Title(match.second()), "\n");
  for (const pb::MergeReason& reason : match.edge().reasons()) text += FormatReason(reason);
  for (const pb::KeyDifference& difference : match.differences()) text += "    " + FormatDifference(difference);
  return text;
}

}  // namespace caspian::cli
