#include "extractor/rules/pattern_tree.h"

#include <algorithm>
#include <limits>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "common/base/utf8.h"
#include "extractor/rules/pattern_walk.h"

namespace caspian::extractor {
namespace {

using Kind = PatternItem::Kind;

// The character that `\c` stands for; 0 where it stands for none or for many.
char32_t EscapedCharacter(char c) {
  switch (c) {
    case 't':
      return '\t';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 'f':
      return '\f';
    case 'v':
      return '\v';
    default:
      return absl::ascii_ispunct(static_cast<unsigned char>(c)) ? static_cast<char32_t>(c) : 0;
  }
}

class TreeReader {
 public:
  explicit TreeReader(absl::string_view pattern) : pattern_(pattern) {}

  std::vector<PatternSequence> ReadAlternatives() {
    std::vector<PatternSequence> alternatives(1);
    alternatives.back().begin = at_;
    while (!AtEnd() && Next() != ')') {
      if (Next() == '|') {
        alternatives.back().end = at_++;
        alternatives.emplace_back();
        alternatives.back().begin = at_;
      } else {
        alternatives.back().items.push_back(ReadItem());
      }
    }
    alternatives.back().end = at_;
    return alternatives;
  }

 private:
  bool AtEnd() const { return at_ >= pattern_.size(); }
  char Next() const { return pattern_[at_]; }
  absl::string_view Rest() const { return pattern_.substr(at_); }

  PatternItem ReadItem() {
    PatternItem item;
    item.begin = at_;
    if (Next() == '\\') {
      ReadEscape(&item);
    } else if (Next() == '[') {
      at_ += ClassLength(pattern_, at_);
    } else if (Next() == '(') {
      ReadGroup(&item);
    } else if (Next() == '<' && at_ + 1 < pattern_.size() && absl::ascii_isupper(pattern_[at_ + 1])) {
      item.kind = Kind::kReference;
      at_ = std::min(pattern_.find('>', at_), pattern_.size() - 1) + 1;
    } else if (Next() == '^' || Next() == '$' || Next() == '.') {
      ++at_;
    } else {
      const CodePoint point = DecodeUtf8(pattern_, at_);
      item.kind = Kind::kCharacter;
      item.character = point.value;
      at_ += point.bytes;
    }
    item.end = at_;
    ReadQuantifier(&item);
    return item;
  }

  void ReadEscape(PatternItem* item) {
    const char escaped = at_ + 1 < pattern_.size() ? pattern_[at_ + 1] : '\\';
    at_ = std::min(at_ + 2, pattern_.size());
    item->character = EscapedCharacter(escaped);
    if (item->character != 0) item->kind = Kind::kCharacter;
    const bool has_name = escaped == 'p' || escaped == 'P' || escaped == 'x';
    if (!has_name || AtEnd()) return;
    if (Next() == '{') {
      at_ = std::min(pattern_.find('}', at_), pattern_.size() - 1) + 1;
    } else {
      at_ = std::min(at_ + (escaped == 'x' ? 2 : 1), pattern_.size());
    }
  }

  // "(", "(?:", "(?i:", "(?P<name>" and what stands in it; "(?i)" is no group.
  void ReadGroup(PatternItem* item) {
    ++at_;
    if (absl::StartsWith(Rest(), "?P<") || !absl::StartsWith(Rest(), "?")) item->capture = ++captures_;
    if (absl::StartsWith(Rest(), "?P<")) {
      at_ = std::min(pattern_.find('>', at_), pattern_.size() - 1) + 1;
    } else if (absl::StartsWith(Rest(), "?")) {
      at_ = std::min(pattern_.find_first_of(":)", at_), pattern_.size() - 1) + 1;
      if (pattern_[at_ - 1] == ')') return;
    }
    item->kind = Kind::kGroup;
    item->alternatives = ReadAlternatives();
    if (!AtEnd()) ++at_;
  }

  void ReadQuantifier(PatternItem* item) {
    if (AtEnd()) return;
    if (Next() == '{') {
      if (!ReadCounts(item)) return;
    } else if (Next() == '*' || Next() == '+' || Next() == '?') {
      item->least = Next() == '+' ? 1 : 0;
      item->most = Next() == '?' ? 1 : kUnbounded;
      item->once = false;
      ++at_;
    } else {
      return;
    }
    if (AtEnd() || Next() != '?') return;
    item->lazy = true;
    ++at_;
  }

  // "{2}", "{2,}", "{2,3}"; any other brace is a character, "{02}" and "{2,3,4}" too.
  bool ReadCounts(PatternItem* item) {
    const size_t close = pattern_.find('}', at_);
    if (close == absl::string_view::npos) return false;
    const absl::string_view counts = pattern_.substr(at_ + 1, close - at_ - 1);
    const absl::string_view least = counts.substr(0, counts.find(','));
    const absl::string_view most = counts.substr(counts.rfind(',') + 1);
    if (least.empty() || counts.find_first_not_of("0123456789,") != absl::string_view::npos) return false;
    if (std::count(counts.begin(), counts.end(), ',') > 1 || HasLeadingZero(least) || HasLeadingZero(most))
      return false;
    if (!absl::SimpleAtoi(least, &item->least)) return false;
    if (!absl::SimpleAtoi(most, &item->most)) item->most = kUnbounded;
    item->once = counts == "1";
    at_ = close + 1;
    return true;
  }

  static bool HasLeadingZero(absl::string_view count) { return count.size() > 1 && count.front() == '0'; }

  absl::string_view pattern_;
  size_t at_ = 0;
  size_t captures_ = 0;
};

}  // namespace

std::vector<PatternSequence> AlternativesOf(absl::string_view pattern) {
  return TreeReader(pattern).ReadAlternatives();
}

}  // namespace caspian::extractor
