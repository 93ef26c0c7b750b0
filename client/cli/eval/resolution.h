// Whether a mention's value is what a spec says an expression means. Pure functions; each family's source file has a
// table of the shapes that it reads.
#ifndef CASPIAN_CLIENT_CLI_EVAL_RESOLUTION_H_
#define CASPIAN_CLIENT_CLI_EVAL_RESOLUTION_H_

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "caspian/v1/value.pb.h"

namespace caspian::cli {

// One meaning that a spec allows, by the names of its resolution's members; those that are null are left out.
using Meaning = std::map<std::string, std::string>;

// The member at `name`; empty where there is none.
absl::string_view MemberOf(const Meaning& meaning, absl::string_view name);

// What was found in a text.
struct FoundValue {
  std::string label;
  std::string text;
  v1::Value value;
};

// True where `found` means any of `meanings` of a spec's `type`. `reference` is the moment that the case is told at
// ("2016-11-07T00:00:00"; empty: none).
bool Resolves(absl::string_view type, const std::vector<Meaning>& meanings, const FoundValue& found,
              absl::string_view reference);

// The families, for one meaning each.
bool AmountResolves(const Meaning& meaning, const FoundValue& found);
bool MoneyResolves(const Meaning& meaning, const FoundValue& found);
bool MeasureResolves(const Meaning& meaning, const FoundValue& found);
bool TimeResolves(const Meaning& meaning, const FoundValue& found, absl::string_view reference);
bool TextResolves(const Meaning& meaning, const FoundValue& found);

// A meaning on one line, for people.
std::string DescribeMeaning(const Meaning& meaning);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_EVAL_RESOLUTION_H_
