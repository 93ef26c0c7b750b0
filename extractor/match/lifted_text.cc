#include "extractor/match/lifted_text.h"

#include <algorithm>
#include <cassert>

#include "absl/strings/ascii.h"
#include "extractor/match/plain_token.h"
#include "extractor/match/visible_to.h"

namespace caspian::extractor {

namespace {

// Of words that no mark parts, be it that what parted them is left out, edges know nothing.
bool AreLetters(char before, char behind) {
  return absl::ascii_isalpha(static_cast<unsigned char>(before)) &&
         absl::ascii_isalpha(static_cast<unsigned char>(behind));
}

const Annotation& At(const Analysis& analysis, int index) { return analysis.annotations[static_cast<size_t>(index)]; }

bool Has(const LabelSet* labels, const Annotation& annotation) {
  return labels != nullptr && !labels->empty() && (*labels)[static_cast<size_t>(annotation.label)];
}

using ByteRanges = absl::InlinedVector<ByteRange, 8>;

// Makes them ascending and not overlapping.
void Join(ByteRanges* ranges) {
  std::sort(ranges->begin(), ranges->end(), [](const ByteRange& a, const ByteRange& b) { return a.begin < b.begin; });
  size_t joined = 0;
  for (const ByteRange& range : *ranges) {
    if (joined > 0 && range.begin <= (*ranges)[joined - 1].end) {
      (*ranges)[joined - 1].end = std::max((*ranges)[joined - 1].end, range.end);
    } else {
      (*ranges)[joined++] = range;
    }
  }
  ranges->resize(joined);
}

// What is left out of the copy.
ByteRanges ElidedRanges(const Analysis& analysis, uint32_t sentence, const AnnotationIndexes& visible,
                        const LabelSet* elided) {
  ByteRanges ranges;
  if (elided == nullptr) return ranges;
  for (const AnnotationIndexes* indexes : {&analysis.regions[sentence], &visible}) {
    for (int index : *indexes) {
      const Annotation& annotation = At(analysis, index);
      if (Has(elided, annotation)) ranges.push_back({annotation.begin, annotation.end});
    }
  }
  Join(&ranges);
  return ranges;
}

// Walks over ranges in the order of the text.
class RangeWalk {
 public:
  explicit RangeWalk(const ByteRanges& ranges) : ranges_(ranges) {}

  // True where [begin, end) lies inside of a range; begins ascend.
  bool Holds(uint32_t begin, uint32_t end) {
    while (next_ < ranges_.size() && ranges_[next_].end <= begin) ++next_;
    return next_ < ranges_.size() && ranges_[next_].begin <= begin && end <= ranges_[next_].end;
  }

 private:
  const ByteRanges& ranges_;
  size_t next_ = 0;
};

// True for a token that is neither of letters nor of digits.
bool IsMark(const Analysis& analysis, uint32_t sentence, const LiftedPiece& piece) {
  const Sentence& range = analysis.segmentation.sentences[sentence];
  const Token* const tokens = analysis.segmentation.tokens.data();
  const Token* const token = std::lower_bound(tokens + range.first_token, tokens + range.last_token, piece.begin,
                                              [](const Token& t, uint32_t begin) { return t.begin < begin; });
  return piece.annotation == kNoAnnotation && token->kind == TokenKind::kOther;
}

// Puts pieces, in which nothing is lifted, one behind the other where there is room for all.
struct RawWriter {
  char* copy;
  LiftedPiece* pieces;
  uint32_t bytes_put = 0;

  void PutBlank() { copy[bytes_put++] = ' '; }
  void Put(absl::string_view plain, uint32_t begin, uint32_t end) {
    std::copy(plain.begin(), plain.end(), copy + bytes_put);
    const auto behind = bytes_put + static_cast<uint32_t>(plain.size());
    *pieces++ = {bytes_put, behind, begin, end, kNoAnnotation};
    bytes_put = behind;
  }
};

}  // namespace

std::string ReferenceTo(const Analysis& analysis, const Alphabet& alphabet, int annotation) {
  const v1::Label& label = alphabet.label(analysis.annotations[static_cast<size_t>(annotation)].label);
  std::string reference = absl::StrCat("<", label.name());
  for (const std::string& feature : label.features()) {
    const absl::string_view value = FeatureOf(analysis, annotation, feature);
    if (!value.empty()) absl::StrAppend(&reference, " ", feature, "=", value);
  }
  return absl::StrCat(reference, ">");
}

bool MayElide(const Analysis& analysis, uint32_t sentence, const LabelSet& elided) {
  const auto has_any = [&](const AnnotationIndexes& indexes) {
    return std::any_of(indexes.begin(), indexes.end(), [&](int index) { return Has(&elided, At(analysis, index)); });
  };
  return has_any(analysis.regions[sentence]) || has_any(analysis.lifted[sentence]);
}

LiftedText::LiftedText(const Analysis& analysis, uint32_t sentence, const Alphabet& alphabet, const LiftedView& view) {
  Read(analysis, sentence, alphabet, view.raw ? AnnotationIndexes() : VisibleTo(analysis, sentence, view.sees),
       view.elided);
}

void LiftedText::Clear(const PieceKeys* piece_keys) {
  piece_keys_ = piece_keys;
  copy_.clear();
  pieces_.clear();
  words_.clear();
  keys_.clear();
}

void LiftedText::Read(const Analysis& analysis, uint32_t sentence, const Alphabet& alphabet,
                      const AnnotationIndexes& visible, const LabelSet* elided) {
  const Sentence& range = analysis.segmentation.sentences[sentence];
  const std::vector<Token>& tokens = analysis.segmentation.tokens;
  const ByteRanges elided_ranges = ElidedRanges(analysis, sentence, visible, elided);
  if (visible.empty() && elided_ranges.empty()) return ReadTokens(analysis, range);
  Clear(analysis.keys.get());
  RangeWalk left_out(elided_ranges);
  pieces_.reserve(range.last_token - range.first_token);
  words_.reserve(range.last_token - range.first_token);
  keys_.reserve(range.last_token - range.first_token);
  copy_.reserve(range.end - range.begin + 8 * visible.size());
  auto next = visible.begin();
  uint32_t kept_end = range.begin;  // of the last piece
  uint32_t end = range.begin;       // of the last token or annotation, left out or not
  bool blank = false;               // white space stands between the last piece and what was left out behind it
  for (uint32_t t = range.first_token; t < range.last_token;) {
    const bool lifts = next != visible.end() && At(analysis, *next).begin <= tokens[t].begin;
    const uint32_t begin = tokens[t].begin, piece_end = lifts ? At(analysis, *next).end : tokens[t].end;
    if (left_out.Holds(begin, piece_end)) {
      blank = blank || (end == kept_end && begin > end);
    } else {
      // A mark that clings to what was left out clings to what stood before it.
      const bool mark = !lifts && tokens[t].kind == TokenKind::kOther;
      blank = begin > end || (blank && !mark);
      if (blank && !pieces_.empty()) AddBlank();
      lifts ? AddAnnotation(analysis, *next, alphabet) : AddToken(analysis, t);
      kept_end = piece_end;
      blank = false;
    }
    end = piece_end;
    if (lifts) ++next;
    while (t < range.last_token && tokens[t].begin < piece_end) ++t;
  }
}

void LiftedText::ReadTokens(const Analysis& analysis, const Sentence& sentence) {
  const size_t count = sentence.last_token - sentence.first_token;
  const Token* tokens = analysis.segmentation.tokens.data() + sentence.first_token;
  const TokenWords* words = analysis.words.data() + sentence.first_token;
  piece_keys_ = analysis.keys.get();
  words_.assign(words, words + count);
  piece_keys_ == nullptr ? keys_.assign(count, PieceKey())
                         : piece_keys_->CopyOfTokens(sentence.first_token, count, &keys_);
  pieces_.resize(count);
  copy_.assign(analysis.text.data() + sentence.begin, sentence.end - sentence.begin);  // no plain form is longer
  size_t t = ReadVerbatim(analysis.text, absl::MakeConstSpan(tokens, count));
  RawWriter out{copy_.data(), pieces_.data() + t, t == 0 ? 0 : pieces_[t - 1].copy_end};
  for (; t < count; ++t) {
    if (t > 0 && HasBlankBetween(analysis.text, tokens[t - 1], tokens[t], t)) out.PutBlank();
    std::string storage;
    out.Put(PlainToken(analysis.text, tokens[t], &storage), tokens[t].begin, tokens[t].end);
  }
  copy_.resize(out.bytes_put);
}

size_t LiftedText::ReadVerbatim(absl::string_view text, absl::Span<const Token> tokens) {
  const uint32_t base = tokens[0].begin;
  for (size_t t = 0; t < tokens.size(); ++t) {
    const Token& token = tokens[t];
    const bool plain = token.kind != TokenKind::kOther || static_cast<unsigned char>(text[token.begin]) < 0x80;
    if (!plain || (t > 0 && token.begin > tokens[t - 1].end + 1)) return t;
    if (t > 0 && HasBlankBetween(text, tokens[t - 1], token, t)) copy_[token.begin - base - 1] = ' ';
    pieces_[t] = {token.begin - base, token.end - base, token.begin, token.end, kNoAnnotation};
  }
  return tokens.size();
}

bool LiftedText::HasBlankBetween(absl::string_view text, const Token& before, const Token& token, size_t piece) {
  const bool blank = before.end < token.begin;
  if (blank) keys_[piece - 1].number |= kBlankPiece;
  if (!blank && AreLetters(text[token.begin - 1], text[token.begin])) piece_keys_ = nullptr;
  return blank;
}

void LiftedText::Lift(const LiftedText& raw, const Analysis& analysis, const AnnotationIndexes& visible) {
  piece_keys_ = raw.piece_keys_;
  LiftWriter out = WriterFor(raw, analysis, visible);
  const auto piece_from = [&raw](uint32_t begin, size_t i) {
    while (i < raw.pieces_.size() && raw.pieces_[i].begin < begin) ++i;
    return i;
  };
  const auto add_run = [&](size_t first, size_t last) {
    if (first == last) return;
    if (raw.HasBlankBefore(first)) out.PutBlank();
    out.PutRun(raw, first, last);
  };
  size_t next = 0;
  for (int index : visible) {
    const Annotation& annotation = At(analysis, index);
    const size_t replaced = piece_from(annotation.begin, next);
    add_run(next, replaced);
    if (raw.HasBlankBefore(replaced)) out.PutBlank();
    out.PutAnnotation(analysis.keys->FormOf(index), {annotation.begin, annotation.end}, index,
                      analysis.keys->OfAnnotation(index));
    next = piece_from(annotation.end, replaced);
  }
  add_run(next, raw.pieces_.size());
  assert(out.pieces_put <= pieces_.size() && out.bytes_put <= copy_.size());
  Resize(out.pieces_put, out.bytes_put);
}

// No annotation stands for less than a token. What is there already is not cleared, since all is written.
LiftedText::LiftWriter LiftedText::WriterFor(const LiftedText& raw, const Analysis& analysis,
                                             const AnnotationIndexes& visible) {
  size_t bytes = raw.copy_.size();
  for (int index : visible) bytes += analysis.keys->FormOf(index).size();
  Resize(raw.pieces_.size(), bytes);
  return {copy_.data(), pieces_.data(), words_.data(), keys_.data()};
}

void LiftedText::Resize(size_t pieces, size_t bytes) {
  copy_.resize(bytes);
  pieces_.resize(pieces);
  words_.resize(pieces);
  keys_.resize(pieces);
}

void LiftedText::LiftWriter::PutRun(const LiftedText& raw, size_t first, size_t last) {
  const uint32_t begin = raw.pieces_[first].copy_begin, end = raw.pieces_[last - 1].copy_end;
  std::copy(raw.copy_.data() + begin, raw.copy_.data() + end, copy + bytes_put);
  const uint32_t moved = bytes_put - begin;
  for (size_t p = first; p < last; ++p, ++pieces_put) {
    const LiftedPiece& piece = raw.pieces_[p];
    pieces[pieces_put] = {piece.copy_begin + moved, piece.copy_end + moved, piece.begin, piece.end, kNoAnnotation};
    words[pieces_put] = raw.words_[p];
    keys[pieces_put] = raw.keys_[p];
  }
  bytes_put += end - begin;
  keys[pieces_put - 1].number &= ~kBlankPiece;
}

void LiftedText::LiftWriter::PutAnnotation(absl::string_view form, const ByteRange& range, int annotation,
                                           const PieceKey& key) {
  std::copy(form.begin(), form.end(), copy + bytes_put);
  const auto end = bytes_put + static_cast<uint32_t>(form.size());
  pieces[pieces_put] = {bytes_put, end, range.begin, range.end, annotation};
  words[pieces_put] = {};
  keys[pieces_put++] = key;
  bytes_put = end;
}

void LiftedText::Elide(const LiftedText& whole, const Analysis& analysis, uint32_t sentence,
                       const AnnotationIndexes& visible, const LabelSet& elided) {
  Clear(whole.piece_keys_);
  const ByteRanges elided_ranges = ElidedRanges(analysis, sentence, visible, &elided);
  const std::vector<LiftedPiece>& pieces = whole.pieces_;
  RangeWalk left_out(elided_ranges);
  const auto is_left_out = [&](size_t p) { return left_out.Holds(pieces[p].begin, pieces[p].end); };
  bool blank = false;  // white space stands between the last piece and what was left out behind it
  for (size_t p = 0; p < pieces.size();) {
    const size_t first = p;
    while (p < pieces.size() && !is_left_out(p)) ++p;
    if (p > first) {
      // A mark that clings to what was left out clings to what stood before it.
      const bool stands_apart = whole.HasBlankBefore(first) || (blank && !IsMark(analysis, sentence, pieces[first]));
      if (stands_apart && !pieces_.empty()) AddBlank();
      if (!copy_.empty() && AreLetters(copy_.back(), whole.copy_[pieces[first].copy_begin])) piece_keys_ = nullptr;
      AddRun(whole, first, p);
    }
    blank = p < pieces.size() && p > first && whole.HasBlankBefore(p);
    while (p < pieces.size() && is_left_out(p)) ++p;
  }
}

void LiftedText::AddRun(const LiftedText& from, size_t first, size_t last) {
  const uint32_t begin = from.pieces_[first].copy_begin, moved = static_cast<uint32_t>(copy_.size()) - begin;
  copy_.append(from.copy_, begin, from.pieces_[last - 1].copy_end - begin);
  keys_.insert(keys_.end(), from.keys_.data() + first, from.keys_.data() + last);
  words_.insert(words_.end(), from.words_.data() + first, from.words_.data() + last);
  const size_t added = pieces_.size();
  pieces_.insert(pieces_.end(), from.pieces_.data() + first, from.pieces_.data() + last);
  for (size_t p = added; p < pieces_.size(); ++p) {
    pieces_[p].copy_begin += moved;
    pieces_[p].copy_end += moved;
  }
  keys_.back().number &= ~kBlankPiece;
}

void LiftedText::AddBlank() {
  copy_ += ' ';
  keys_.back().number |= kBlankPiece;
}

void LiftedText::AddToken(const Analysis& analysis, uint32_t index) {
  const Token& token = analysis.segmentation.tokens[index];
  if (!copy_.empty() && AreLetters(copy_.back(), analysis.text[token.begin])) piece_keys_ = nullptr;
  std::string storage;
  const PieceKey key = analysis.keys == nullptr ? PieceKey() : analysis.keys->OfToken(index);
  AddPiece(PlainToken(analysis.text, token, &storage), {token.begin, token.end}, kNoAnnotation, analysis.words[index],
           key);
}

void LiftedText::AddAnnotation(const Analysis& analysis, int index, const Alphabet& alphabet) {
  const Annotation& annotation = At(analysis, index);
  const ByteRange range{annotation.begin, annotation.end};
  if (analysis.keys != nullptr)
    return AddPiece(analysis.keys->FormOf(index), range, index, {}, analysis.keys->OfAnnotation(index));
  std::string form;
  alphabet.AppendAnnotation(annotation.label, FeatureLookup(analysis, index), &form);
  AddPiece(form, range, index, {}, {});
}

void LiftedText::AddPiece(absl::string_view shown, const ByteRange& range, int annotation, const TokenWords& words,
                          const PieceKey& key) {
  const auto begin = static_cast<uint32_t>(copy_.size());
  copy_.append(shown.data(), shown.size());
  pieces_.push_back({begin, static_cast<uint32_t>(copy_.size()), range.begin, range.end, annotation});
  words_.push_back(words);
  keys_.push_back(key);
}

}  // namespace caspian::extractor
