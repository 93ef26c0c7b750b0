// Citations, and what each covers.
#include <algorithm>

#include "tests/extractor/reference_engine/results.h"

namespace caspian::extractor::reference {
namespace {

void AddCitation(const Annotation& a, Results* results) {
  const Sentence& sentence = results->reading.sentences[a.sentence];
  const Fill *source = FillNamed(a, "source"), *date = FillNamed(a, "date");
  v1::Citation* citation = results->out->add_citations();
  citation->mutable_span()->set_begin(a.begin);
  citation->mutable_span()->set_end(a.end);
  citation->set_rule_id(a.rule_id);
  v1::Span* stated = citation->add_stated();
  stated->set_begin(sentence.begin);
  stated->set_end(sentence.end);
  if (source != nullptr) citation->set_source(results->reading.Words(source->begin, source->end));
  if (source != nullptr && results->MentionOf(*source) >= 0) {
    citation->set_mention(static_cast<uint32_t>(results->MentionOf(*source)));
    const Annotation& head = results->At(results->reading.HeadOf(source->annotation));
    const bool here = head.sentence == a.sentence;
    citation->set_source(here ? results->reading.Words(head.mention_begin, head.mention_end)
                              : results->NameOf(*source));
  }
  if (!Feature(a, "source").empty()) citation->set_source(Feature(a, "source"));
  if (date != nullptr && results->MentionOf(*date) >= 0)
    *citation->mutable_date() = results->out->mentions(results->MentionOf(*date)).value();
}

bool HoldsLabel(const Reading& reading, size_t sentence, const std::string& label) {
  return std::any_of(reading.annotations.begin(), reading.annotations.end(), [&](const Annotation& a) {
    return a.sentence == sentence && a.label == label && a.dropped_by < 0;
  });
}

// Sentences that the citation presumes, whether another has them or not.
std::vector<size_t> Reach(const Annotation& a, const Results& results) {
  const Reading& reading = results.reading;
  std::vector<size_t> reach;
  const size_t own = a.sentence;
  const v1::CoverageKind covers = a.rule == nullptr ? v1::COVERAGE_KIND_UNSPECIFIED : a.rule->covers;
  if (covers == v1::COVERAGE_KIND_PARAGRAPH) {
    for (size_t s = own; s-- > 0;) {
      const bool paragraph = reading.sentences[s].paragraph == reading.sentences[own].paragraph;
      if (!paragraph || results.credits[s].citation >= 0 || results.credits[s].author) break;
      reach.insert(reach.begin(), s);
    }
  } else if (covers == v1::COVERAGE_KIND_FROM) {
    for (size_t s = own; s-- > 0;) {
      reach.insert(reach.begin(), s);
      if (HoldsLabel(reading, s, a.rule->covers_label)) return reach;
    }
    reach.clear();
  } else if (covers == v1::COVERAGE_KIND_TO) {
    for (size_t s = own + 1; s < reading.sentences.size() && !HoldsLabel(reading, s, a.rule->covers_label); ++s)
      reach.push_back(s);
  }
  return reach;
}

}  // namespace

void AddCitations(Results* results) {
  for (int index : results->Told(v1::LABEL_KIND_AUTHOR_VOICE))
    results->credits[results->At(index).sentence].author = true;
  const std::vector<int> citations = results->Told(v1::LABEL_KIND_CITATION);
  for (int index : citations) {
    Credit& credit = results->credits[results->At(index).sentence];
    if (credit.citation < 0) credit.citation = results->out->citations_size();
    AddCitation(results->At(index), results);
  }
  for (size_t i = 0; i < citations.size(); ++i) {
    for (size_t s : Reach(results->At(citations[i]), *results)) {
      if (results->credits[s].citation >= 0) continue;
      results->credits[s].citation = static_cast<int>(i);
      results->credits[s].presumed = true;
      v1::Span* presumed = results->out->mutable_citations(static_cast<int>(i))->add_presumed();
      presumed->set_begin(results->reading.sentences[s].begin);
      presumed->set_end(results->reading.sentences[s].end);
    }
  }
}

}  // namespace caspian::extractor::reference
