#include "extractor/rules/regex.h"

#include <re2/re2.h>

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "extractor/rules/pattern_walk.h"

namespace caspian::extractor {
namespace {

re2::RE2::Options Policy(bool ignore_case) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_dot_nl(true);
  options.set_case_sensitive(!ignore_case);
  options.set_max_mem(int64_t{16} << 20);
  return options;
}

// True for "(?P<name>…)" where nothing stands outside of that group.
bool IsOneGroup(absl::string_view pattern) {
  if (!absl::StartsWith(pattern, "(?P<") || absl::StrContains(pattern, "\\Q")) return false;
  size_t depth = 0;
  for (size_t i = 0; i < pattern.size();) {
    if (pattern[i] == '(') ++depth;
    if (pattern[i] == ')' && --depth == 0) return i + 1 == pattern.size();
    i += pattern[i] == '[' ? ClassLength(pattern, i) : pattern[i] == '\\' ? 2 : 1;
  }
  return false;
}

re2::StringPiece Piece(absl::string_view text) { return re2::StringPiece(text.data(), text.size()); }

}  // namespace

struct Regex::Compiled {
  Compiled(absl::string_view pattern, bool ignore_case)
      : re2(Piece(pattern), Policy(ignore_case)), is_one_group(IsOneGroup(pattern)) {}

  // `groups` gets `count` groups, the whole match first.
  bool Match(absl::string_view text, size_t start, size_t end, re2::RE2::Anchor anchor, int count,
             GroupSpans* groups) const {
    thread_local std::vector<re2::StringPiece> pieces;
    pieces.assign(static_cast<size_t>(count), re2::StringPiece());
    if (!re2.Match(Piece(text), start, end, anchor, pieces.data(), count)) return false;
    groups->assign(static_cast<size_t>(count), GroupSpan());
    for (size_t i = 0; i < pieces.size(); ++i) {
      if (pieces[i].data() == nullptr) continue;
      (*groups)[i].begin = static_cast<size_t>(pieces[i].data() - text.data());
      (*groups)[i].end = (*groups)[i].begin + pieces[i].size();
    }
    return true;
  }

  // Likewise the whole match alone.
  bool MatchSpan(absl::string_view text, size_t start, re2::RE2::Anchor anchor, GroupSpan* whole) const {
    re2::StringPiece piece;
    if (!re2.Match(Piece(text), start, text.size(), anchor, &piece, 1)) return false;
    whole->begin = static_cast<size_t>(piece.data() - text.data());
    whole->end = whole->begin + piece.size();
    return true;
  }

  int group_count() const { return re2.NumberOfCapturingGroups() + 1; }

  re2::RE2 re2;
  bool is_one_group;  // what it matches is what that holds
};

Regex::Regex(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {
  group_names_.resize(static_cast<size_t>(compiled_->re2.NumberOfCapturingGroups()) + 1);
  for (const auto& [number, name] : compiled_->re2.CapturingGroupNames())
    group_names_[static_cast<size_t>(number)] = name;
}

Regex::~Regex() = default;

absl::StatusOr<std::shared_ptr<const Regex>> Regex::Compile(absl::string_view pattern, bool ignore_case) {
  auto compiled = std::make_unique<Compiled>(pattern, ignore_case);
  if (!compiled->re2.ok()) return absl::InvalidArgumentError(compiled->re2.error());
  return std::shared_ptr<const Regex>(new Regex(std::move(compiled)));
}

bool Regex::Search(absl::string_view text, size_t start, GroupSpans* groups) const {
  return compiled_->Match(text, start, text.size(), re2::RE2::UNANCHORED, compiled_->group_count(), groups);
}

bool Regex::SearchSpan(absl::string_view text, size_t start, GroupSpan* whole) const {
  return compiled_->MatchSpan(text, start, re2::RE2::UNANCHORED, whole);
}

// Of the paths through the pattern that end where the match does the first is the match's own.
GroupSpans Regex::GroupsOf(absl::string_view text, const GroupSpan& whole) const {
  GroupSpans groups(static_cast<size_t>(compiled_->group_count()), whole);
  if (GroupsAreWhole()) return groups;
  compiled_->Match(text, whole.begin, whole.end, re2::RE2::ANCHOR_BOTH, compiled_->group_count(), &groups);
  return groups;
}

bool Regex::GroupsAreWhole() const {
  return compiled_->group_count() == 1 || (compiled_->group_count() == 2 && compiled_->is_one_group);
}

bool Regex::MatchAt(absl::string_view text, size_t start, GroupSpans* groups) const {
  return compiled_->Match(text, start, text.size(), re2::RE2::ANCHOR_START, compiled_->group_count(), groups);
}

bool Regex::MatchSpanAt(absl::string_view text, size_t start, GroupSpan* whole) const {
  return compiled_->MatchSpan(text, start, re2::RE2::ANCHOR_START, whole);
}

bool Regex::MatchesAll(absl::string_view text) const {
  return compiled_->re2.Match(Piece(text), 0, text.size(), re2::RE2::ANCHOR_BOTH, nullptr, 0);
}

}  // namespace caspian::extractor
