#include "extractor/match/lifted_text.h"

#include <algorithm>

namespace caspian::extractor {

LiftedText::LiftedText(const Analysis& analysis, uint32_t sentence, const Alphabet& alphabet, bool raw) {
  const Sentence& range = analysis.segmentation.sentences[sentence];
  const std::vector<Token>& tokens = analysis.segmentation.tokens;
  static const std::vector<int> kNone;
  const std::vector<int>& visible = raw ? kNone : analysis.visible[sentence];
  auto next = visible.begin();
  uint32_t end = range.begin;
  for (uint32_t t = range.first_token; t < range.last_token;) {
    if (tokens[t].begin > end) AddPiece(end, tokens[t].begin, kNoAnnotation, true, " ");
    if (next != visible.end() && analysis.annotations[static_cast<size_t>(*next)].begin <= tokens[t].begin) {
      AddAnnotation(analysis, *next, alphabet);
      end = pieces_.back().end;
      ++next;
      while (t < range.last_token && tokens[t].begin < end) ++t;
      continue;
    }
    end = tokens[t].end;
    AddPiece(tokens[t].begin, end, kNoAnnotation, false, PlainForm(analysis.TextOf(tokens[t].begin, end)));
    ++t;
  }
}

void LiftedText::AddPiece(uint32_t begin, uint32_t end, int annotation, bool blank, absl::string_view plain) {
  const uint32_t copy_begin = static_cast<uint32_t>(copy_.size());
  copy_.append(plain.data(), plain.size());
  pieces_.push_back({copy_begin, static_cast<uint32_t>(copy_.size()), begin, end, annotation, blank});
}

void LiftedText::AddAnnotation(const Analysis& analysis, int annotation, const Alphabet& alphabet) {
  const Annotation& source = analysis.annotations[static_cast<size_t>(annotation)];
  std::string code_points;
  Features features;
  for (const std::string& name : alphabet.label(source.label).features()) {
    const absl::string_view value = FeatureOf(analysis, annotation, name);
    if (!value.empty()) features.emplace_back(name, std::string(value));
  }
  alphabet.AppendAnnotation(source.label, features, &code_points);
  AddPiece(source.begin, source.end, annotation, false, code_points);
}

int LiftedText::PieceBeginningAt(size_t offset) const {
  const auto found = std::lower_bound(pieces_.begin(), pieces_.end(), offset,
                                      [](const LiftedPiece& p, size_t o) { return p.copy_begin < o; });
  return found == pieces_.end() || found->copy_begin != offset ? -1 : static_cast<int>(found - pieces_.begin());
}

int LiftedText::PieceEndingAt(size_t offset) const {
  const auto found = std::lower_bound(pieces_.begin(), pieces_.end(), offset,
                                      [](const LiftedPiece& p, size_t o) { return p.copy_end < o; });
  return found == pieces_.end() || found->copy_end != offset ? -1 : static_cast<int>(found - pieces_.begin());
}

int LiftedText::PieceAround(size_t offset) const {
  const auto found = std::upper_bound(pieces_.begin(), pieces_.end(), offset,
                                      [](size_t o, const LiftedPiece& p) { return o < p.copy_end; });
  return found == pieces_.end() ? static_cast<int>(pieces_.size()) - 1 : static_cast<int>(found - pieces_.begin());
}

bool LiftedText::MayBeginAt(size_t offset) const {
  const int piece = PieceBeginningAt(offset);
  return piece >= 0 && !pieces_[static_cast<size_t>(piece)].blank;
}

bool LiftedText::MayEndAt(size_t offset) const {
  const int piece = PieceEndingAt(offset);
  return piece >= 0 && !pieces_[static_cast<size_t>(piece)].blank;
}

size_t LiftedText::NextBegin(size_t offset) const {
  auto found = std::upper_bound(pieces_.begin(), pieces_.end(), offset,
                                [](size_t o, const LiftedPiece& p) { return o < p.copy_begin; });
  while (found != pieces_.end() && found->blank) ++found;
  return found == pieces_.end() ? copy_.size() : found->copy_begin;
}

}  // namespace caspian::extractor
