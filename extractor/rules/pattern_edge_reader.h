// Reads a pattern from one of its ends as far as the first token or annotation of a match.
#ifndef CASPIAN_EXTRACTOR_RULES_PATTERN_EDGE_READER_H_
#define CASPIAN_EXTRACTOR_RULES_PATTERN_EDGE_READER_H_

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "extractor/rules/pattern_edges.h"
#include "extractor/rules/pattern_tree.h"

namespace caspian::extractor {

// The characters of ASCII that classes match, by class, and whether they match annotations.
using KnownClasses = std::map<std::string, ByteSet, std::less<>>;

// Items that are still to come, the nearest first.
struct Ahead {
  const PatternSequence* sequence;
  size_t taken;
  const Ahead* further;
  bool repeated;  // the sequence may stand there again
};

// What characters that follow may still belong to the token that was read.
enum class TokenRun { kNone, kLetters, kDigits, kAny };

// What a class matches.
struct CharacterClass {
  ByteSet bytes;  // a blank aside
  bool blank = false;
  // Such characters alone, of any script; else kAny.
  TokenRun run = TokenRun::kAny;
};

// `pattern` and `known` outlive it. Not thread-safe.
class EdgeReader {
 public:
  EdgeReader(absl::string_view pattern, bool ignore_case, PatternSide side, KnownClasses* known);
  virtual ~EdgeReader() = default;

  PatternEdge Read();

 protected:
  // Called where the first token or annotation has been read, or may have been: what is ahead stands behind it, or goes
  // on with it as `run` says; null: the match ends there, or nothing is sure.
  virtual void FirstEnds(const Ahead* /*ahead*/, TokenRun /*run*/) {}

  // Adds to `out` what can stand where `ahead` begins, and no longer tells where that ends.
  void ReadOn(const Ahead* ahead, PatternEdge* out);
  // Each once, ascending.
  static void SortWords(PatternEdge* edge);
  bool IsOver() { return ++steps_ > kMostSteps; }

  bool IsBegin() const { return side_ == PatternSide::kBegin; }
  absl::string_view TextOf(const PatternItem& item) const { return pattern_.substr(item.begin, item.end - item.begin); }
  const PatternItem& ItemOf(const Ahead& ahead) const;
  // What a kOther item is, if it is a class.
  static bool IsClass(absl::string_view text);
  CharacterClass ClassOf(absl::string_view text);
  void AddBytes(const ByteSet& bytes) { AddBytesTo(bytes, edge_); }
  void AddBytesTo(ByteSet bytes, PatternEdge* edge) const;
  void AddBothCases(char letter, PatternEdge* edge) const;
  // What begins, or ends, characters that are not ASCII.
  ByteSet HighBytes() const;
  // What begins, or ends, the character, in both cases where it may have two and case is ignored.
  ByteSet BytesOf(char32_t character) const;

 private:
  static constexpr size_t kMostSteps = 4000;

  void Walk(const Ahead* ahead, const std::string& word);
  void WalkInto(const PatternItem& item, const Ahead& ahead, const std::string& word);
  void WalkCharacter(const PatternItem& item, char32_t character, const Ahead& ahead, const std::string& word);
  void WalkMark(const PatternItem& item, unsigned char mark, const Ahead& ahead, const std::string& word);
  void WalkOther(const PatternItem& item, const Ahead& ahead, const std::string& word);
  void WalkClass(const PatternItem& item, const Ahead& ahead, const std::string& word);
  void AddAny();
  void AddWord(const std::string& word, const Ahead* ahead);
  void AddOpen(const std::string& word, const Ahead* ahead);
  void AddReference(const PatternItem& item, const Ahead* ahead);
  void Ends(const Ahead* ahead, TokenRun run);

  const absl::string_view pattern_;
  const bool ignore_case_;
  const PatternSide side_;
  const std::vector<PatternSequence> alternatives_;
  KnownClasses& known_;
  PatternEdge first_;
  PatternEdge* edge_ = &first_;
  bool tells_ends_ = true;
  size_t steps_ = 0;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_PATTERN_EDGE_READER_H_
