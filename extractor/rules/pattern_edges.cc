#include "extractor/rules/pattern_edges.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "common/base/utf8.h"
#include "extractor/rules/pattern.h"
#include "extractor/rules/pattern_edge_reader.h"
#include "extractor/rules/pattern_literals.h"

namespace caspian::extractor {
namespace {

using Kind = PatternItem::Kind;

// Reads on behind the first token or annotation of a match as far as what stands behind it.
class StartReader : public EdgeReader {
 public:
  StartReader(absl::string_view pattern, bool ignore_case, KnownClasses* known)
      : EdgeReader(pattern, ignore_case, PatternSide::kBegin, known) {}

  PatternStart ReadStart() {
    PatternEdge first = Read();
    if (first.any) second_.any = true;
    SortWords(&second_);
    return {std::move(first), std::move(second_)};
  }

 private:
  void FirstEnds(const Ahead* ahead, TokenRun run) override { Follow(ahead, run); }

  // What is ahead goes on with the token or stands behind it, as `run` says.
  void Follow(const Ahead* ahead, TokenRun run) {
    if (second_.any) return;
    if (ahead == nullptr || IsOver()) return void(second_.any = true);
    if (ahead->taken == ahead->sequence->items.size()) return Follow(ahead->repeated ? nullptr : ahead->further, run);
    if (run == TokenRun::kNone) return ReadOn(ahead, &second_);
    const PatternItem& item = ItemOf(*ahead);
    const Ahead next{ahead->sequence, ahead->taken + 1, ahead->further, ahead->repeated};
    if (item.least == 0) Follow(&next, run);
    FollowInto(item, *ahead, run);
  }

  void FollowInto(const PatternItem& item, const Ahead& ahead, TokenRun run) {
    const Ahead next{ahead.sequence, ahead.taken + 1, ahead.further, ahead.repeated};
    switch (item.kind) {
      case Kind::kCharacter:
        return FollowCharacter(item.character, ahead, run);
      case Kind::kReference:
        return ReadOn(&ahead, &second_);
      case Kind::kGroup:
        for (const PatternSequence& sequence : item.alternatives) {
          const Ahead inner{&sequence, 0, &next, item.most != 1};
          Follow(&inner, run);
        }
        return;
      default:
        return FollowOther(item, ahead, run);
    }
  }

  void FollowCharacter(char32_t character, const Ahead& ahead, TokenRun run) {
    const char mark = PlainMark(character);
    const char32_t c = mark == 0 ? character : static_cast<char32_t>(mark);
    ByteSet bytes;
    if (c >= 0x80) return FollowBytes(BytesOf(c), TokenRun::kAny, ahead, run);
    const auto ascii = static_cast<unsigned char>(c);
    bytes.set(ascii);
    if (absl::ascii_isalpha(ascii)) {
      bytes.set(static_cast<unsigned char>(absl::ascii_tolower(ascii)));
      return FollowBytes(bytes, TokenRun::kLetters, ahead, run);
    }
    if (absl::ascii_isdigit(ascii)) return FollowBytes(bytes, TokenRun::kDigits, ahead, run);
    ReadOn(&ahead, &second_);
  }

  // Characters of the token, or the first of what stands behind it.
  void FollowBytes(const ByteSet& bytes, TokenRun of, const Ahead& ahead, TokenRun run) {
    const Ahead next{ahead.sequence, ahead.taken + 1, ahead.further, ahead.repeated};
    if (of != run || of == TokenRun::kAny) AddBytesTo(bytes, &second_);
    Follow(&next, of);
  }

  // A class, a mark such as `^`, flags.
  void FollowOther(const PatternItem& item, const Ahead& ahead, TokenRun run) {
    const absl::string_view text = TextOf(item);
    const Ahead next{ahead.sequence, ahead.taken + 1, ahead.further, ahead.repeated};
    if (absl::StartsWith(text, "(?")) return Follow(&next, run);
    if (!IsClass(text)) return void(second_.any = true);
    const CharacterClass found = ClassOf(text);
    if (found.blank) ReadOn(&next, &second_);
    if (found.bytes.none()) return;
    FollowBytes(found.bytes, found.run, ahead, run);
  }

  PatternEdge second_;
};

}  // namespace

PatternEdge EdgeFinder::EdgeOf(absl::string_view pattern, bool ignore_case, PatternSide side) {
  return EdgeReader(pattern, ignore_case, side, &known_classes_).Read();
}

PatternStart EdgeFinder::StartOf(absl::string_view pattern, bool ignore_case) {
  PatternStart start = StartReader(pattern, ignore_case, &known_classes_).ReadStart();
  // The steps may have run out on what comes second.
  if (start.first.any) start.first = EdgeOf(pattern, ignore_case, PatternSide::kBegin);
  return start;
}

}  // namespace caspian::extractor
