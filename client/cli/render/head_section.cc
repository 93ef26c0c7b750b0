// The head of the page: what it is about, what it is made of.
#include <algorithm>
#include <set>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/cli/render/cells.h"
#include "client/cli/render/sections.h"
#include "common/base/civil_date.h"

namespace caspian::cli {

namespace pb = ::caspian::v1;

namespace {

constexpr size_t kTitleNames = 2;

bool IsCountry(const pb::EntityRecord& entity) {
  for (const pb::Feature& feature : entity.features()) {
    const bool code = feature.name() == "id" && absl::StartsWith(feature.value(), "iso3166:") &&
                      !absl::StrContains(feature.value(), '-');
    if (code || (feature.name() == "kind" && feature.value() == "country")) return true;
  }
  return false;
}

// Country → places that support it, most supported first.
std::vector<std::pair<std::string, uint32_t>> Countries(const pb::Briefing& briefing) {
  std::vector<std::pair<std::string, uint32_t>> countries;
  for (const pb::BriefingRecord& record : briefing.records()) {
    if (record.has_entity() && IsCountry(record.entity()))
      countries.emplace_back(record.entity().name(), record.entity().support().evidence_count());
  }
  std::stable_sort(countries.begin(), countries.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return countries;
}

const pb::AgreementRecord* MainAgreement(const pb::Briefing& briefing) {
  const pb::AgreementRecord* main = nullptr;
  for (const pb::BriefingRecord& record : briefing.records()) {
    if (!record.has_agreement() || record.agreement().parties_size() < 2) continue;
    if (main == nullptr || record.agreement().support().evidence_count() > main->support().evidence_count())
      main = &record.agreement();
  }
  return main;
}

// The parties of the main agreement, else the most supported countries, else the collection.
std::string TitleOf(const pb::Briefing& briefing) {
  std::vector<std::string> names;
  const auto countries = Countries(briefing);
  if (const pb::AgreementRecord* agreement = MainAgreement(briefing)) {
    const auto weight = [&countries](const std::string& name) {
      const auto found =
          std::find_if(countries.begin(), countries.end(), [&name](const auto& c) { return c.first == name; });
      return found == countries.end() ? 0u : found->second;
    };
    for (const pb::SupportedText& party : agreement->parties()) names.push_back(party.text());
    std::stable_sort(names.begin(), names.end(),
                     [&weight](const auto& a, const auto& b) { return weight(a) > weight(b); });
    names.resize(std::min<size_t>(names.size(), kTitleNames + 1));
  } else {
    for (size_t i = 0; i < countries.size() && i < kTitleNames; ++i) names.push_back(countries[i].first);
  }
  if (names.empty()) names.push_back(briefing.collection().empty() ? "Briefing" : briefing.collection());
  for (std::string& name : names) name = UpperCase(OneLine(name));
  return absl::StrJoin(names, " – ");
}

bool IsAgency(const pb::Briefing& briefing, const std::string& name) {
  for (const pb::BriefingRecord& record : briefing.records()) {
    if (!record.has_entity() || record.entity().name() != name) continue;
    for (const pb::Feature& feature : record.entity().features()) {
      if (feature.name() == "kind" && absl::StrContains(feature.value(), "agency")) return true;
    }
  }
  return false;
}

// "1 agency credited (Interfax-Kazakhstan, 4 citations)"
std::string CreditedCounts(const pb::Briefing& briefing) {
  const uint32_t count = briefing.counts().credited_source_count();
  if (count == 0) return "no source credited";
  bool agencies = true;
  std::string name;
  for (const pb::BriefingRecord& record : briefing.records()) {
    if (!record.has_source() || record.source().kind() != pb::SOURCE_KIND_CREDITED) continue;
    agencies = agencies && IsAgency(briefing, record.source().name());
    name = OneLine(record.source().name());
  }
  const std::string citations = Counted(briefing.counts().citation_count(), "citation");
  const absl::string_view kind =
      agencies && !name.empty() ? (count == 1 ? "agency" : "agencies") : (count == 1 ? "source" : "sources");
  return absl::StrCat(count, " ", kind, " credited (", count == 1 && !name.empty() ? absl::StrCat(name, ", ") : "",
                      citations, ")");
}

std::string CountsOf(const pb::Briefing& briefing) {
  const auto& counts = briefing.counts();
  std::vector<std::string> parts = {Counted(counts.document_count(), "document")};
  if (counts.publisher_count() > 0) parts.push_back(Counted(counts.publisher_count(), "publication"));
  parts.push_back(CreditedCounts(briefing));
  return absl::StrJoin(parts, " · ");
}

// "published 2006-07-05 (given by the caller)"
std::string PublishedWords(const pb::Briefing& briefing) {
  std::set<std::string> dates;
  int without = 0;
  for (const pb::EvidenceDocument& document : briefing.documents()) {
    if (document.has_published()) {
      dates.insert(FormatPublishedDate(document.published()));
    } else {
      ++without;
    }
  }
  if (dates.empty()) return "published date not given: days without a year stay open";
  const std::string range = dates.size() == 1 ? *dates.begin() : absl::StrCat(*dates.begin(), " to ", *dates.rbegin());
  return absl::StrCat("published ", range, " (given by the caller",
                      without > 0 ? absl::StrCat("; not for ", Counted(without, "document")) : "", ")");
}

std::string PublishersOf(const pb::Briefing& briefing) {
  std::set<std::string> names;
  for (const pb::EvidenceDocument& document : briefing.documents()) {
    if (!document.publisher().empty()) names.insert(OneLine(document.publisher()));
  }
  return absl::StrJoin(names, ", ");
}

}  // namespace

void WriteHead(PageContext* context) {
  const pb::Briefing& briefing = context->briefing;
  context->page.Title(TitleOf(briefing), CountsOf(briefing));
  if (briefing.documents_size() == 0) return;
  std::vector<std::string> facts;
  if (briefing.documents_size() == 1 && !briefing.documents(0).title().empty()) {
    facts.push_back(absl::StrCat("“", OneLine(briefing.documents(0).title()), "”"));
  }
  if (std::string publishers = PublishersOf(briefing); !publishers.empty()) facts.push_back(std::move(publishers));
  facts.push_back(PublishedWords(briefing));
  context->page.Text(absl::StrJoin(facts, " · "));
  if (briefing.records_size() == 0) context->page.Text("Nothing was found that the rules look for.");
}

}  // namespace caspian::cli
