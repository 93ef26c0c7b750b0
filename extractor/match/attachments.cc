#include "extractor/match/attachments.h"

#include <algorithm>
#include <optional>

#include "extractor/match/guards.h"

namespace caspian::extractor {
namespace {

struct Filler {
  const LiftedPiece* piece;
  size_t distance;
};

class Attacher {
 public:
  Attacher(SentenceTexts* texts, Annotation* made)
      : texts_(*texts), text_(texts->For(kNoElision)), made_(*made), filled_(made->fills.size()) {}

  void FillRole(const CompiledAttachment& attachment) {
    const auto before = attachment.side == v1::ATTACHMENT_SIDE_BEHIND ? std::nullopt : NearestBefore(attachment);
    const auto behind = attachment.side == v1::ATTACHMENT_SIDE_BEFORE ? std::nullopt : NearestBehind(attachment);
    const bool tie = before.has_value() && behind.has_value() && before->distance == behind->distance;
    if (tie) {
      Add(attachment, *before, true);
      Add(attachment, *behind, true);
    } else if (before.has_value() && (!behind.has_value() || before->distance < behind->distance)) {
      Add(attachment, *before, false);
    } else if (behind.has_value()) {
      Add(attachment, *behind, false);
    }
  }

 private:
  void Add(const CompiledAttachment& attachment, const Filler& filler, bool alternative) {
    made_.fills.push_back(
        {attachment.role, filler.piece->begin, filler.piece->end, filler.piece->annotation, alternative});
  }

  std::optional<Filler> NearestBefore(const CompiledAttachment& attachment) const {
    size_t distance = 0;
    for (auto piece = text_.pieces().rbegin(); piece != text_.pieces().rend(); ++piece) {
      if (piece->end > made_.begin) continue;
      if (Fits(attachment, *piece)) return Filler{&*piece, distance};
      ++distance;
    }
    return std::nullopt;
  }

  std::optional<Filler> NearestBehind(const CompiledAttachment& attachment) const {
    size_t distance = 0;
    for (const LiftedPiece& piece : text_.pieces()) {
      if (piece.begin < made_.end) continue;
      if (Fits(attachment, piece)) return Filler{&piece, distance};
      ++distance;
    }
    return std::nullopt;
  }

  bool Fits(const CompiledAttachment& attachment, const LiftedPiece& piece) const {
    if (piece.annotation == kNoAnnotation || IsFilled(piece.annotation)) return false;
    return attachment.filler->MatchesAll(text_.TextOf(piece)) && IsWithin(attachment.within, piece) &&
           GuardsHold(attachment.guards, text_, piece.copy_begin, piece.copy_end);
  }

  // True where the match itself has filled a capture with the annotation.
  bool IsFilled(int annotation) const {
    return std::any_of(made_.fills.begin(), made_.fills.begin() + static_cast<std::ptrdiff_t>(filled_),
                       [annotation](const Fill& fill) { return fill.annotation == annotation; });
  }

  // True where one region of the label holds match and filler.
  bool IsWithin(int label, const LiftedPiece& piece) const {
    if (label < 0) return true;
    const uint32_t begin = std::min(made_.begin, piece.begin), end = std::max(made_.end, piece.end);
    const AnnotationIndexes& regions = texts_.analysis().regions[texts_.sentence()];
    return std::any_of(regions.begin(), regions.end(), [&](int index) {
      const Annotation& region = texts_.analysis().annotations[static_cast<size_t>(index)];
      return region.label == label && region.begin <= begin && end <= region.end;
    });
  }

  SentenceTexts& texts_;
  const LiftedText& text_;
  Annotation& made_;
  const size_t filled_;  // of the fills, those of the match; others are attached
};

}  // namespace

void Attach(const CompiledMatchRule& rule, SentenceTexts* texts, Annotation* made) {
  if (rule.attachments.empty()) return;
  Attacher attacher(texts, made);
  for (const CompiledAttachment& attachment : rule.attachments) {
    const bool filled = std::any_of(made->fills.begin(), made->fills.end(),
                                    [&](const Fill& fill) { return fill.name == attachment.role; });
    if (!filled) attacher.FillRole(attachment);
  }
}

}  // namespace caspian::extractor
