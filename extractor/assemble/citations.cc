#include "extractor/assemble/citations.h"

#include <iterator>
#include <map>
#include <set>
#include <string>

namespace caspian::extractor {
namespace {

// Whom `source` credits: `head`, where it is a mention, without the title before it; "She told Reuters" credits her by
// her name.
absl::string_view SourceOf(const Assembly& assembly, const Fill& source, int head, uint32_t sentence) {
  if (head == kNone) return assembly.TextOf(source.begin, source.end);
  const Annotation& named = assembly.annotation(head);
  return named.sentence == sentence ? assembly.TextOf(named.mention.begin, named.mention.end) : assembly.NameOf(source);
}

void AddCitation(const Assembly& assembly, const Annotation& annotation) {
  const Fill* source = FindFill(annotation, "source");
  const absl::string_view named = FeatureOf(annotation.features, "source");
  const Sentence& sentence = assembly.analysis.segmentation.sentences[annotation.sentence];
  v1::Citation* citation = assembly.out->add_citations();
  SetSpan(annotation.begin, annotation.end, citation->mutable_span());
  SetTo(annotation.rule_id, citation->mutable_rule_id());
  SetSpan(sentence.begin, sentence.end, citation->add_stated());
  if (source != nullptr) {
    const int head = source->annotation == kNoAnnotation ? kNone : HeadOf(assembly.analysis, source->annotation);
    const int mention = head == kNone ? kNone : assembly.mention_of[static_cast<size_t>(head)];
    if (mention != kNone) citation->set_mention(static_cast<uint32_t>(mention));
    SetTo(SourceOf(assembly, *source, mention == kNone ? kNone : head, annotation.sentence),
          citation->mutable_source());
  }
  if (!named.empty()) SetTo(named, citation->mutable_source());
  const Fill* date = FindFill(annotation, "date");
  if (date == nullptr || date->annotation == kNoAnnotation) return;
  const int mention = assembly.mention_of[static_cast<size_t>(HeadOf(assembly.analysis, date->annotation))];
  if (mention != kNone) *citation->mutable_date() = assembly.out->mentions(mention).value();
}

// What the citations of a document presume beyond their own sentences.
class Presumption {
 public:
  Presumption(Assembly* assembly, SentenceCredits* credits) : assembly_(*assembly), credits_(*credits) {}

  void Reach(const Annotation& annotation, int citation) {
    if (annotation.rule == nullptr) return;
    const v1::Coverage& covers = annotation.rule->match().covers();
    switch (covers.kind()) {
      case v1::COVERAGE_KIND_PARAGRAPH:
        return Cover(ParagraphStart(annotation.sentence), annotation.sentence, citation);
      case v1::COVERAGE_KIND_FROM:
        return Cover(NearestBefore(covers.label(), annotation.sentence), annotation.sentence, citation);
      case v1::COVERAGE_KIND_TO:
        return Cover(annotation.sentence + 1, NextBehind(covers.label(), annotation.sentence), citation);
      default:
        return;
    }
  }

 private:
  uint32_t ParagraphStart(uint32_t cited) const {
    const std::vector<Sentence>& sentences = assembly_.analysis.segmentation.sentences;
    uint32_t first = cited;
    while (first > 0 && sentences[first - 1].paragraph == sentences[cited].paragraph &&
           credits_[first - 1].citation == kNone && !credits_[first - 1].authors_voice)
      --first;
    return first;
  }

  // The sentences that hold an annotation of the label, ascending.
  const std::set<uint32_t>& SentencesOf(const std::string& label) {
    const auto [entry, added] = sentences_.try_emplace(label);
    if (!added) return entry->second;
    const int index = assembly_.program.alphabet.LabelIndex(label);
    for (const Annotation& annotation : assembly_.analysis.annotations) {
      if (annotation.label == index && !annotation.dropped) entry->second.insert(annotation.sentence);
    }
    return entry->second;
  }

  // The nearest sentence before `cited` that holds the label; `cited` where there is none.
  uint32_t NearestBefore(const std::string& label, uint32_t cited) {
    const std::set<uint32_t>& holding = SentencesOf(label);
    const auto next = holding.lower_bound(cited);
    return next == holding.begin() ? cited : *std::prev(next);
  }

  // The next sentence behind `cited` that holds the label; the end where there is none.
  uint32_t NextBehind(const std::string& label, uint32_t cited) {
    const std::set<uint32_t>& holding = SentencesOf(label);
    const auto next = holding.upper_bound(cited);
    return next == holding.end() ? static_cast<uint32_t>(credits_.size()) : *next;
  }

  void Cover(uint32_t first, uint32_t last, int citation) {
    const std::vector<Sentence>& sentences = assembly_.analysis.segmentation.sentences;
    for (uint32_t s = first; s < last; ++s) {
      if (credits_[s].citation != kNone) continue;
      credits_[s].citation = citation;
      credits_[s].presumed = true;
      SetSpan(sentences[s].begin, sentences[s].end, assembly_.out->mutable_citations(citation)->add_presumed());
    }
  }

  Assembly& assembly_;
  SentenceCredits& credits_;
  std::map<std::string, std::set<uint32_t>> sentences_;
};

}  // namespace

bool CitesParagraph(const Annotation& citation) {
  return citation.rule != nullptr && citation.rule->match().covers().kind() == v1::COVERAGE_KIND_PARAGRAPH;
}

SentenceCredits AssembleCitations(Assembly* assembly) {
  SentenceCredits credits(assembly->analysis.segmentation.sentences.size(), assembly->memory());
  for (int index : assembly->OfKind(v1::LABEL_KIND_AUTHOR_VOICE))
    credits[assembly->annotation(index).sentence].authors_voice = true;
  absl::Span<const int> citations = assembly->OfKind(v1::LABEL_KIND_CITATION);
  for (int index : citations) {
    SentenceCredit& credit = credits[assembly->annotation(index).sentence];
    if (credit.citation == kNone) credit.citation = assembly->out->citations_size();
    AddCitation(*assembly, assembly->annotation(index));
  }
  Presumption presumption(assembly, &credits);
  for (size_t i = 0; i < citations.size(); ++i)
    presumption.Reach(assembly->annotation(citations[i]), static_cast<int>(i));
  return credits;
}

}  // namespace caspian::extractor
