#include "extractor/match/context_words.h"

#include <algorithm>
#include <optional>

#include "absl/types/span.h"

namespace caspian::extractor {
namespace {

// The tokens of the sentence around an annotation.
class Neighbourhood {
 public:
  Neighbourhood(const Analysis& analysis, const Annotation& made) {
    const Sentence& sentence = analysis.segmentation.sentences[made.sentence];
    const auto& tokens = analysis.segmentation.tokens;
    for (uint32_t t = sentence.first_token; t < sentence.last_token; ++t) {
      if (tokens[t].end <= made.begin) first_ = t + 1 - sentence.first_token;
      if (tokens[t].begin < made.end) last_ = t + 1 - sentence.first_token;
    }
    tokens_ = &tokens[sentence.first_token];
    words_ = absl::MakeSpan(analysis.words).subspan(sentence.first_token, sentence.last_token - sentence.first_token);
  }

  // The nearest phrase of the words within reach; of equals the first.
  std::optional<ByteRange> Nearest(const CompiledContext& context) const {
    const size_t reach = context.within_tokens;
    const size_t from = first_ > reach ? first_ - reach : 0, to = std::min(words_.size(), last_ + reach);
    std::optional<ByteRange> nearest;
    size_t least = reach + 1;
    for (size_t i = from; i < to; ++i) {
      const PhraseHit hit = context.words->LongestAt(words_, i);
      const size_t end = i + hit.token_count;
      if (hit.token_count == 0 || end > to || (i < last_ && end > first_)) continue;
      const size_t distance = end <= first_ ? first_ - end : i - last_;
      if (distance >= least) continue;
      least = distance;
      nearest = ByteRange{tokens_[i].begin, tokens_[end - 1].end};
    }
    return nearest;
  }

 private:
  const Token* tokens_;
  absl::Span<const TokenWords> words_;
  size_t first_ = 0;  // tokens [first_, last_) are the annotation's
  size_t last_ = 0;
};

}  // namespace

void WeighContext(const CompiledRule& rule, const SentenceTexts& texts, Annotation* made) {
  if (rule.context.empty()) return;
  const Neighbourhood neighbourhood(texts.analysis(), *made);
  for (const CompiledContext& context : rule.context) {
    const auto nearest = neighbourhood.Nearest(context);
    if (!nearest.has_value()) continue;
    made->confidence =
        static_cast<uint32_t>(std::min(1000, std::max(1, static_cast<int32_t>(made->confidence) + context.confidence)));
    made->context.push_back({nearest->begin, nearest->end, context.confidence});
  }
  std::sort(made->context.begin(), made->context.end(), [](const ContextChange& a, const ContextChange& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.change < b.change;
  });
}

}  // namespace caspian::extractor
