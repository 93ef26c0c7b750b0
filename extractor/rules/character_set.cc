#include "extractor/rules/character_set.h"

#include <algorithm>
#include <array>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"
#include "common/base/utf8.h"
#include "extractor/rules/pattern.h"

namespace caspian::extractor {
namespace {

// Takes "\x{H…}" from the front of `text`; 0 where something else stands there.
char32_t ConsumeNumbered(absl::string_view* text) {
  const size_t close = text->find('}');
  if (!absl::StartsWith(*text, "\\x{") || close == absl::string_view::npos) return 0;
  const char32_t c = NumberedCharacter(text->substr(0, close + 1));
  text->remove_prefix(close + 1);
  return c;
}

bool Matches(const Regex& regex, char32_t c) {
  std::string written;
  AppendUtf8(c, &written);
  return regex.MatchesAll(written);
}

}  // namespace

char32_t NumberedCharacter(absl::string_view item) {
  if (!absl::ConsumePrefix(&item, "\\x")) return 0;
  if (absl::ConsumePrefix(&item, "{")) absl::ConsumeSuffix(&item, "}");
  uint32_t value = 0;
  return absl::SimpleHexAtoi(item, &value) ? static_cast<char32_t>(value) : 0;
}

AsciiClass AsciiClassOf(char32_t c) {
  if (c >= 'a' && c <= 'z') return AsciiClass::kLower;
  if (c >= 'A' && c <= 'Z') return AsciiClass::kUpper;
  return c >= '0' && c <= '9' ? AsciiClass::kDigit : AsciiClass::kOther;
}

CharacterSet::CharacterSet(absl::string_view item, bool ignore_case) {
  // As an alphabet writes the values of a feature: no case, no ASCII.
  absl::string_view rest = item;
  bool listed = absl::ConsumePrefix(&rest, "[") && absl::ConsumeSuffix(&rest, "]");
  while (listed && !rest.empty()) {
    const char32_t first = ConsumeNumbered(&rest);
    const char32_t last = absl::ConsumePrefix(&rest, "-") ? ConsumeNumbered(&rest) : first;
    listed = IsPrivateUse(first) && IsPrivateUse(last);
    if (listed) ranges_.push_back({first, last});
  }
  if (listed) return;
  ranges_.clear();
  const auto regex = Regex::Compile(item, ignore_case);
  if (!regex.ok()) return;
  regex_ = *regex;
  for (size_t b = 0; b < ascii_.size(); ++b) {
    const char c = static_cast<char>(b);
    ascii_[b] = regex_->MatchesAll(absl::string_view(&c, 1));
  }
  private_use_ = Matches(*regex_, kFirstLabelCodePoint);
  std::array<size_t, 4> had = {}, lacked = {};
  for (char32_t c = 0; c < ascii_.size(); ++c) ++(ascii_[c] ? had : lacked)[static_cast<size_t>(AsciiClassOf(c))];
  for (size_t those = 0; those < had.size(); ++those) tells_apart_[those] = had[those] > 0 && lacked[those] > 0;
}

bool CharacterSet::HasBeyondAscii(char32_t c) const {
  if (regex_ == nullptr) {
    return std::any_of(ranges_.begin(), ranges_.end(), [c](const Range& r) { return r.first <= c && c <= r.last; });
  }
  return IsPrivateUse(c) ? private_use_ : Matches(*regex_, c);
}

uint64_t CharacterSet::RestsBeyondAscii() const {
  uint64_t rests = regex_ == nullptr ? 0 : ~uint64_t{0};
  for (const Range& range : ranges_) {
    for (char32_t c = range.first; c <= range.last && c - range.first < NextCharacters::kRests; ++c)
      rests |= NextCharacters::BitOf(c);
  }
  return rests;
}

std::shared_ptr<const CharacterSet> CharacterSets::Of(absl::string_view item, bool ignore_case) {
  auto& known = known_[{std::string(item), ignore_case}];
  if (known == nullptr) known = std::make_shared<const CharacterSet>(item, ignore_case);
  return known;
}

}  // namespace caspian::extractor
