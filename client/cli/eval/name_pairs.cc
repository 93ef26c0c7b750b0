#include "client/cli/eval/name_pairs.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "common/base/error.h"

namespace caspian::cli {
namespace {

absl::Status Refuse(absl::string_view what) { return MakeError(v1::ERROR_REASON_REQUEST_INVALID, what); }

absl::StatusOr<NameKind> KindOf(const std::string& schema) {
  static const auto& kinds = *new std::map<std::string, NameKind>{{"Person", NameKind::kPerson},
                                                                  {"Company", NameKind::kOrganization},
                                                                  {"Organization", NameKind::kOrganization},
                                                                  {"LegalEntity", NameKind::kParty},
                                                                  {"Vessel", NameKind::kVessel}};
  const auto kind = kinds.find(schema);
  if (kind != kinds.end()) return kind->second;
  const auto name = [](std::string* out, const auto& known) { out->append(known.first); };
  return Refuse(absl::StrCat("\"schema\" \"", schema, "\" is none of ", absl::StrJoin(kinds, ", ", name)));
}

absl::StatusOr<NamePair> ReadPair(const simdjson::dom::object& object) {
  const auto id = ReadString(object, "id"), left = ReadString(object, "name1"), right = ReadString(object, "name2");
  const auto schema = ReadString(object, "schema");
  for (const absl::Status& status : {id.status(), left.status(), right.status(), schema.status()}) {
    if (!status.ok()) return status;
  }
  if (left->empty() || right->empty()) return Refuse("no \"name1\" or no \"name2\": give both");
  const auto kind = KindOf(*schema);
  if (!kind.ok()) return kind.status();
  const bool is_match = HasBool(object, "is_match", true);
  if (!is_match && !HasBool(object, "is_match", false)) return Refuse("\"is_match\" is neither true nor false");
  return NamePair{*id, *left, *right, *kind, is_match};
}

std::string DescribePair(const NamePair& pair, const NameComparison& comparison) {
  const auto reason = [](std::string* out, const NameReason& one) { out->append(DescribeReason(one)); };
  return absl::StrCat(pair.id, " ", comparison.score, " “", pair.left, "” “", pair.right, "”\n    ",
                      absl::StrJoin(comparison.reasons, "; ", reason), "\n");
}

}  // namespace

std::vector<NamePair> ReadNamePairs(const std::string& path, const FailureSink& fail) {
  std::vector<NamePair> pairs;
  const auto read = [&](const simdjson::dom::object& object, const TextLine&) -> absl::Status {
    auto pair = ReadPair(object);
    if (pair.ok()) pairs.push_back(*std::move(pair));
    return pair.status();
  };
  ForEachJsonLine(path, read, fail);
  return pairs;
}

NamePairResult ScoreNamePairs(const std::vector<NamePair>& pairs, int threshold) {
  NamePairResult result;
  for (const NamePair& pair : pairs) {
    const NameForm left = MakeNameForm(pair.left, pair.kind), right = MakeNameForm(pair.right, pair.kind);
    const NameComparison comparison = CompareNames(left, right);
    const bool taken = comparison.score >= threshold;
    result.counts += Counts{taken && pair.is_match, taken, pair.is_match};
    if (taken == pair.is_match) continue;
    (taken ? result.strays : result.misses) += DescribePair(pair, comparison);
  }
  return result;
}

std::string FormatNamePairFigures(const Counts& counts) {
  return absl::StrFormat("precision %.1f recall %.1f F1 %.1f\n", 100 * counts.Precision(), 100 * counts.Recall(),
                         100 * counts.F1());
}

}  // namespace caspian::cli
