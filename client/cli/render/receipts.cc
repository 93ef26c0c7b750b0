#include "client/cli/render/receipts.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "client/cli/render/cells.h"

namespace caspian::cli {

namespace pb = ::caspian::v1;

namespace {

const pb::Span& SentenceOf(const pb::Evidence& evidence) {
  return evidence.has_sentence() ? evidence.sentence() : evidence.span();
}

std::string QuoteOf(const pb::Evidence& evidence) {
  const pb::Span& sentence = SentenceOf(evidence);
  const bool cut = evidence.quote().size() < sentence.end() - sentence.begin();
  return absl::StrCat(OneLine(evidence.quote()), cut ? "…" : "");
}

std::string CreditOf(const pb::Evidence& evidence) {
  if (evidence.cited_source().empty()) return evidence.voice() == pb::VOICE_AUTHOR ? "the author's own" : "";
  return absl::StrCat(OneLine(evidence.cited_source()), evidence.cited_date().empty() ? "" : " ", evidence.cited_date(),
                      evidence.citation_presumed() ? " (presumed)" : "");
}

// "1", "2–4", "1, 3"
std::string NumberWords(const std::set<size_t>& numbers) {
  std::string words;
  for (auto at = numbers.begin(); at != numbers.end();) {
    size_t last = *at;
    auto next = std::next(at);
    while (next != numbers.end() && *next == last + 1) last = *next++;
    const char* dash = last - *at > 1 ? "–" : ", ";
    absl::StrAppend(&words, words.empty() ? "" : ", ", *at);
    if (last > *at) absl::StrAppend(&words, dash, last);
    at = next;
  }
  return words;
}

bool SamePlace(const Receipt::Place& a, const Receipt::Place& b) {
  return a.span.begin() == b.span.begin() && a.span.end() == b.span.end() && a.rule.rule_id() == b.rule.rule_id() &&
         a.rule.rule_set().digest() == b.rule.rule_set().digest();
}

}  // namespace

size_t Receipts::NumberOf(const pb::BriefingRecord& record, const pb::Evidence& evidence) {
  static const auto* no_document = new pb::EvidenceDocument();
  const bool known = evidence.document() < static_cast<uint32_t>(record.documents_size());
  const pb::EvidenceDocument& document = known ? record.documents(static_cast<int>(evidence.document())) : *no_document;
  const pb::Span& sentence = SentenceOf(evidence);
  const auto [found, added] = numbers_.try_emplace(
      {document.id(), document.revision(), sentence.begin(), sentence.end()}, receipts_.size() + 1);
  if (added) receipts_.push_back({document, sentence, QuoteOf(evidence), {}});
  Receipt::Place place = {evidence.span(), {}, CreditOf(evidence)};
  if (evidence.rule() < static_cast<uint32_t>(record.rules_size()))
    place.rule = record.rules(static_cast<int>(evidence.rule()));
  std::vector<Receipt::Place>& places = receipts_[found->second - 1].places;
  for (const Receipt::Place& other : places) {
    if (SamePlace(other, place)) return found->second;
  }
  places.push_back(std::move(place));
  return found->second;
}

std::string Receipts::Mark(const pb::BriefingRecord& record, const pb::Support& support) {
  std::set<size_t> numbers;
  uint32_t shown = 0;
  for (uint32_t index : support.evidence()) {
    if (index >= static_cast<uint32_t>(record.evidence_size())) continue;
    numbers.insert(NumberOf(record, record.evidence(static_cast<int>(index))));
    ++shown;
  }
  if (numbers.empty()) return "";
  const std::string more =
      support.evidence_count() > shown ? absl::StrCat("; ", support.evidence_count() - shown, " more") : "";
  return absl::StrCat(" [", NumberWords(numbers), more, "]");
}

std::string Receipts::MarkFirst(const pb::BriefingRecord& record, const pb::Support& support) {
  for (uint32_t index : support.evidence()) {
    if (index < static_cast<uint32_t>(record.evidence_size()))
      return absl::StrCat(" [", NumberOf(record, record.evidence(static_cast<int>(index))), "]");
  }
  return "";
}

}  // namespace caspian::cli
