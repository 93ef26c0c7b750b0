#include <algorithm>
#include <cstdlib>

#include "tests/extractor/reference_engine/rules.h"

namespace caspian::extractor::reference {
namespace {

struct Candidate {
  const Piece* piece;
  size_t distance;
};

class Attacher {
 public:
  Attacher(const Place& place, const Annotation& made)
      : place_(place), made_(made), sight_(SightOf(place.reading, place.stage, place.sentence)) {}

  std::vector<Fill> FillsOf(const Attachment& attachment) const {
    const std::vector<Candidate> candidates = Nearest(attachment);
    std::vector<Fill> fills;
    for (const Candidate& candidate : candidates)
      fills.push_back({attachment.role, candidate.piece->begin, candidate.piece->end, candidate.piece->annotation,
                       candidates.size() > 1});
    return fills;
  }

 private:
  // All that fit and are as near as the nearest.
  std::vector<Candidate> Nearest(const Attachment& attachment) const {
    std::vector<Candidate> nearest;
    for (const Piece& piece : sight_.pieces) {
      if (!Fits(attachment, piece)) continue;
      const size_t distance = DistanceTo(piece);
      if (!nearest.empty() && nearest[0].distance < distance) continue;
      if (!nearest.empty() && nearest[0].distance > distance) nearest.clear();
      nearest.push_back({&piece, distance});
    }
    return nearest;
  }

  // Words and annotations between.
  size_t DistanceTo(const Piece& filler) const {
    const bool before = filler.end <= made_.begin;
    const uint32_t from = before ? filler.end : made_.end, to = before ? made_.begin : filler.begin;
    return static_cast<size_t>(std::count_if(sight_.pieces.begin(), sight_.pieces.end(), [&](const Piece& piece) {
      return !piece.blank && from <= piece.begin && piece.end <= to;
    }));
  }

  bool Fits(const Attachment& attachment, const Piece& piece) const {
    const bool before = piece.end <= made_.begin, behind = piece.begin >= made_.end;
    if (piece.annotation < 0 || !(before || behind)) return false;
    if (before && attachment.side == v1::ATTACHMENT_SIDE_BEHIND) return false;
    if (behind && attachment.side == v1::ATTACHMENT_SIDE_BEFORE) return false;
    for (const Fill& fill : made_.fills) {
      if (fill.annotation == piece.annotation) return false;
    }
    const PatternMatcher matcher(place_.reading, sight_, false);
    return matcher.Fits(attachment.filler, piece.annotation) && IsWithin(attachment.within, piece) &&
           GuardsHold(attachment, piece);
  }

  // White space between the guard and the filler does not count.
  bool GuardsHold(const Attachment& attachment, const Piece& piece) const {
    const PatternMatcher matcher(place_.reading, sight_, false);
    return std::all_of(attachment.guards.begin(), attachment.guards.end(), [&](const Guard& guard) {
      const bool behind = guard.kind == v1::GUARD_KIND_FOLLOWED_BY || guard.kind == v1::GUARD_KIND_NOT_FOLLOWED_BY;
      const bool wanted = guard.kind == v1::GUARD_KIND_FOLLOWED_BY || guard.kind == v1::GUARD_KIND_PRECEDED_BY;
      Guard beside = guard;
      beside.kind = behind ? v1::GUARD_KIND_FOLLOWED_BY : v1::GUARD_KIND_PRECEDED_BY;
      return matcher.Hold({beside}, WithoutBlankBefore(piece.first_symbol), WithoutBlankBehind(piece.last_symbol)) ==
             wanted;
    });
  }

  size_t WithoutBlankBefore(size_t symbol) const {
    return symbol > 0 && sight_.symbols[symbol - 1].character == " " ? symbol - 1 : symbol;
  }
  size_t WithoutBlankBehind(size_t symbol) const {
    return symbol < sight_.symbols.size() && sight_.symbols[symbol].character == " " ? symbol + 1 : symbol;
  }

  // One region holds match and filler.
  bool IsWithin(const std::string& label, const Piece& piece) const {
    const uint32_t begin = std::min(made_.begin, piece.begin), end = std::max(made_.end, piece.end);
    return label.empty() ||
           std::any_of(place_.reading.annotations.begin(), place_.reading.annotations.end(), [&](const Annotation& a) {
             return a.label == label && a.sentence == place_.sentence && a.begin <= begin && end <= a.end;
           });
  }

  const Place& place_;
  const Annotation& made_;
  const Sight sight_;
};

}  // namespace

void Attach(const Place& place, Annotation* made) {
  std::vector<Fill> attached;
  for (const Attachment& attachment : made->rule->attachments) {
    const bool filled = std::any_of(made->fills.begin(), made->fills.end(),
                                    [&](const Fill& fill) { return fill.name == attachment.role; });
    if (filled) continue;
    for (const Fill& fill : Attacher(place, *made).FillsOf(attachment)) attached.push_back(fill);
  }
  made->fills.insert(made->fills.end(), attached.begin(), attached.end());
}

void WeighContext(const Reading& reading, Annotation* made) {
  if (made->rule == nullptr) return;
  const Sentence& sentence = reading.sentences[made->sentence];
  std::vector<std::string> words;
  for (size_t t = sentence.first; t < sentence.last; ++t) words.push_back(reading.tokens[t].plain);
  size_t first = 0, last = 0;  // tokens of the match
  for (size_t t = 0; t < words.size(); ++t) {
    const Token& token = reading.tokens[sentence.first + t];
    if (token.end <= made->begin) first = t + 1;
    if (token.begin < made->end) last = t + 1;
  }
  for (const ContextWords& context : made->rule->context) {
    const std::vector<Phrase> phrases = PhrasesOf(*reading.pack, {context.list, "", "", {}});
    size_t nearest = words.size() + 1;
    Change change{0, 0, context.confidence};
    for (size_t t = 0; t < words.size(); ++t) {
      const Phrase* phrase = LongestAt(phrases, words, t, Letters::kIgnored);
      if (phrase == nullptr) continue;
      const size_t end = t + phrase->tokens.size();
      if (t < last && end > first) continue;
      const size_t reach = end <= first ? first - t : end - last;  // tokens from the match to the phrase's far end
      const size_t distance = end <= first ? first - end : t - last;
      if (reach > static_cast<size_t>(context.within) || distance >= nearest) continue;
      nearest = distance;
      change.begin = reading.tokens[sentence.first + t].begin;
      change.end = reading.tokens[sentence.first + end - 1].end;
    }
    if (nearest > words.size()) continue;
    made->confidence = std::min(1000, std::max(1, made->confidence + context.confidence));
    made->changes.push_back(change);
  }
  std::sort(made->changes.begin(), made->changes.end(), [](const Change& a, const Change& b) {
    return std::make_pair(a.begin, a.change) < std::make_pair(b.begin, b.change);
  });
}

}  // namespace caspian::extractor::reference
