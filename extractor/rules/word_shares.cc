#include "extractor/rules/word_shares.h"

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"

namespace caspian::extractor {
namespace {

constexpr uint64_t kHundredth = kAllSentences / 100;
constexpr uint64_t kMarkShare = 5 * kHundredth;
constexpr uint64_t kLetterShare = 3 * kHundredth;  // divided by the letters of a word

// In hundredths.
const absl::flat_hash_map<absl::string_view, uint64_t>& Common() {
  static const auto& common = *new absl::flat_hash_map<absl::string_view, uint64_t>(
      {{".", 95},    {"the", 70},   {",", 65},        {"of", 45},     {"to", 45},   {"a", 40},    {"and", 40},
       {"in", 40},   {"-", 35},     {"for", 30},      {"said", 30},   {"'", 25},    {"on", 25},   {"s", 25},
       {"at", 20},   {"by", 20},    {"from", 20},     {"is", 20},     {"it", 20},   {"that", 20}, {"was", 20},
       {"will", 20}, {"with", 20},  {"an", 15},       {"as", 15},     {"be", 15},   {"he", 15},   {"his", 15},
       {"its", 15},  {"\"", 12},    {"are", 10},      {"but", 10},    {"has", 10},  {"have", 10}, {"her", 10},
       {"had", 10},  {"not", 10},   {"one", 10},      {"or", 10},     {"she", 10},  {"they", 10}, {"this", 10},
       {"were", 10}, {"which", 10}, {"who", 10},      {"year", 10},   {"about", 5}, {"after", 5}, {"also", 5},
       {"bank", 5},  {"been", 5},   {"billion", 5},   {"company", 5}, {"could", 5}, {"first", 5}, {"government", 5},
       {"last", 5},  {"market", 5}, {"mln", 5},       {"more", 5},    {"new", 5},   {"other", 5}, {"over", 5},
       {"pct", 5},   {"people", 5}, {"president", 5}, {"state", 5},   {"than", 5},  {"their", 5}, {"there", 5},
       {"time", 5},  {"two", 5},    {"up", 5},        {"week", 5},    {"when", 5},  {"would", 5}});
  return common;
}

}  // namespace

uint64_t ShareOfWord(absl::string_view word) {
  const auto common = Common().find(word);
  if (common != Common().end()) return common->second * kHundredth;
  const bool is_word = absl::ascii_isalpha(static_cast<unsigned char>(word[0]));
  return is_word ? kLetterShare / word.size() : kMarkShare;
}

}  // namespace caspian::extractor
