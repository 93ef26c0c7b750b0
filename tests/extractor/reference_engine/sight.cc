// DESIGN: the lifted text shows the winning outermost annotation. Of two that overlap without one covering the other,
// made by stages that did not see each other's, the later one stands. What a repair drops covers what was made before
// it.
#include "tests/extractor/reference_engine/sight.h"

#include <algorithm>

#include "common/base/utf8.h"

namespace caspian::extractor::reference {
namespace {

bool Has(const std::vector<std::string>& names, const std::string& name) {
  return std::count(names.begin(), names.end(), name) > 0;
}

bool Sees(const Stage& stage, const Annotation& a) {
  return (stage.input.empty() || Has(stage.input, a.label)) && !Has(stage.input_without, a.label);
}

class SightMaker {
 public:
  SightMaker(const Reading& reading, const Stage& stage, size_t sentence, const std::vector<std::string>& elide)
      : reading_(reading), sentence_(sentence), elide_(elide), standing_(Standing(reading, stage, sentence)) {}

  Sight Make() {
    const Sentence& range = reading_.sentences[sentence_];
    uint32_t kept_end = range.begin, done = range.begin;
    for (size_t t = range.first; t < range.last; ++t) {
      const Token& token = reading_.tokens[t];
      if (token.begin < done) continue;
      const int over = AnnotationOver(token.begin);
      const uint32_t end = over < 0 ? token.end : At(over).end;
      done = end;
      if (IsElided(token.begin, end)) continue;
      const bool mark = over < 0 && token.kind == TokenKind::kMark;
      if (!sight_.pieces.empty() && HasBlank(kept_end, token.begin, mark)) AddBlank(kept_end, token.begin);
      over < 0 ? AddToken(token) : AddAnnotation(over);
      kept_end = end;
    }
    return std::move(sight_);
  }

 private:
  const Annotation& At(int index) const { return reading_.annotations[static_cast<size_t>(index)]; }

  // Where words are left out, white space at either end of them is one blank; a mark clings to the word before it.
  bool HasBlank(uint32_t kept_end, uint32_t begin, bool mark) const {
    return begin > kept_end && (IsBlank(reading_.text, begin - 1) || (!mark && IsBlank(reading_.text, kept_end)));
  }

  int AnnotationOver(uint32_t byte) const {
    for (int index : standing_) {
      if (At(index).begin <= byte && byte < At(index).end) return index;
    }
    return -1;
  }

  bool Covers(const Annotation& a, uint32_t byte) const {
    return a.sentence == sentence_ && Has(elide_, a.label) && a.begin <= byte && byte < a.end;
  }

  // Every byte lies in a region or annotation that is left out.
  bool IsElided(uint32_t begin, uint32_t end) const {
    for (uint32_t byte = begin; byte < end; ++byte) {
      bool inside = false;
      for (const Annotation& a : reading_.annotations)
        inside = inside || (reading_.KindOf(a) == v1::LABEL_KIND_REGION && Covers(a, byte));
      for (int index : standing_) inside = inside || Covers(At(index), byte);
      if (!inside) return false;
    }
    return true;
  }

  void Open(uint32_t begin, uint32_t end, int annotation, bool blank, const std::string& plain) {
    sight_.pieces.push_back({begin, end, annotation, blank, plain, sight_.symbols.size(), 0});
  }
  void AddSymbol(const std::string& character, int annotation, bool label_place, uint32_t begin, uint32_t end) {
    sight_.symbols.push_back({character, annotation, label_place, begin, end, sight_.pieces.size() - 1});
    sight_.pieces.back().last_symbol = sight_.symbols.size();
  }

  void AddBlank(uint32_t begin, uint32_t end) {
    Open(begin, end, -1, true, "");
    AddSymbol(" ", -1, false, begin, end);
  }

  void AddToken(const Token& token) {
    Open(token.begin, token.end, -1, false, token.plain);
    if (token.kind == TokenKind::kMark) return AddSymbol(token.plain, -1, false, token.begin, token.end);
    for (size_t i = 0; i < token.plain.size();) {
      const size_t size = DecodeUtf8(token.plain, i).bytes;
      const auto begin = static_cast<uint32_t>(token.begin + i);
      AddSymbol(token.plain.substr(i, size), -1, false, begin, begin + static_cast<uint32_t>(size));
      i += size;
    }
  }

  void AddAnnotation(int index) {
    const Annotation& a = At(index);
    Open(a.begin, a.end, index, false, "");
    const size_t places = 1 + reading_.pack->LabelOf(a.label).features.size();
    for (size_t i = 0; i < places; ++i) AddSymbol("", index, i == 0, a.begin, a.end);
  }

  const Reading& reading_;
  const size_t sentence_;
  const std::vector<std::string>& elide_;
  const std::vector<int> standing_;
  Sight sight_;
};

}  // namespace

std::vector<int> Standing(const Reading& reading, const Stage& stage, size_t sentence) {
  std::vector<int> standing;
  const auto at = [&](int index) -> const Annotation& { return reading.annotations[static_cast<size_t>(index)]; };
  for (size_t i = 0; i < reading.annotations.size(); ++i) {
    const Annotation& made = reading.annotations[i];
    if (made.sentence != sentence || !reading.IsLifted(made) || !Sees(stage, made)) continue;
    // A repair takes effect at the end of its stage.
    const auto gone = [&](int k) { return at(k).dropped_by >= 0 && at(k).dropped_by < static_cast<int>(made.stage); };
    const auto overlaps = [&](int k) { return at(k).begin < made.end && made.begin < at(k).end; };
    const bool covered = std::any_of(standing.begin(), standing.end(), [&](int k) {
      const bool longer = at(k).end - at(k).begin > made.end - made.begin;
      return !gone(k) && longer && at(k).begin <= made.begin && made.end <= at(k).end;
    });
    if (covered) continue;
    standing.erase(std::remove_if(standing.begin(), standing.end(), overlaps), standing.end());
    standing.push_back(static_cast<int>(i));
  }
  standing.erase(std::remove_if(standing.begin(), standing.end(), [&](int k) { return at(k).dropped_by >= 0; }),
                 standing.end());
  std::sort(standing.begin(), standing.end(), [&](int a, int b) { return at(a).begin < at(b).begin; });
  return standing;
}

Sight SightOf(const Reading& reading, const Stage& stage, size_t sentence, const std::vector<std::string>& elide) {
  return SightMaker(reading, stage, sentence, elide).Make();
}

bool Sight::IsBorder(size_t symbol) const {
  return symbol == 0 || symbol == symbols.size() || symbols[symbol - 1].piece != symbols[symbol].piece;
}
bool Sight::Begins(size_t symbol) const {
  return symbol < symbols.size() && IsBorder(symbol) && !pieces[symbols[symbol].piece].blank;
}
bool Sight::Ends(size_t symbol) const {
  return symbol > 0 && IsBorder(symbol) && !pieces[symbols[symbol - 1].piece].blank;
}

}  // namespace caspian::extractor::reference
