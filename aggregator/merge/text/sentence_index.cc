#include "aggregator/merge/text/sentence_index.h"

#include <algorithm>
#include <numeric>

namespace caspian::aggregator {

SentenceIndex::SentenceIndex(const v1::Extraction& extraction)
    : extraction_(extraction), covers_(extraction.sentences_size()), next_free_(extraction.sentences_size() + 1) {
  std::iota(next_free_.begin(), next_free_.end(), size_t{0});
  for (int i = 0; i < extraction.citations_size(); ++i) {
    for (const v1::Span& span : extraction.citations(i).stated()) CoverBy(span, i, false);
  }
  for (int i = 0; i < extraction.citations_size(); ++i) {
    for (const v1::Span& span : extraction.citations(i).presumed()) CoverBy(span, i, true);
  }
  for (const v1::Event& event : extraction.events()) Voice(event.span(), event.voice());
  for (const v1::Statement& statement : extraction.statements()) Voice(statement.span(), statement.voice());
}

int SentenceIndex::Find(uint32_t offset) const {
  const auto& sentences = extraction_.sentences();
  const auto after = std::upper_bound(sentences.begin(), sentences.end(), offset,
                                      [](uint32_t at, const v1::Span& span) { return at < span.begin(); });
  if (after == sentences.begin() || std::prev(after)->end() <= offset) return -1;
  return static_cast<int>(after - sentences.begin()) - 1;
}

SentenceCover SentenceIndex::CoverOf(int index) const { return index < 0 ? SentenceCover() : covers_[index]; }

void SentenceIndex::CoverBy(const v1::Span& span, int citation, bool presumed) {
  const auto& sentences = extraction_.sentences();
  const auto first = std::lower_bound(sentences.begin(), sentences.end(), span.begin(),
                                      [](const v1::Span& s, uint32_t at) { return s.end() <= at; });
  for (size_t i = NextFree(first - sentences.begin());
       i < covers_.size() && sentences[static_cast<int>(i)].begin() < span.end(); i = NextFree(i)) {
    covers_[i].citation = citation;
    covers_[i].presumed = presumed;
    next_free_[i] = i + 1;
  }
}

size_t SentenceIndex::NextFree(size_t index) {
  while (next_free_[index] != index) {
    next_free_[index] = next_free_[next_free_[index]];
    index = next_free_[index];
  }
  return index;
}

void SentenceIndex::Voice(const v1::Span& span, v1::Voice voice) {
  const int index = Find(span.begin());
  if (index >= 0 && covers_[index].voice == v1::VOICE_UNSPECIFIED) covers_[index].voice = voice;
}

}  // namespace caspian::aggregator
