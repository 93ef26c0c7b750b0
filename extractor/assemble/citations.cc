#include "extractor/assemble/citations.h"

namespace caspian::extractor {
namespace {

void AddCitation(const Assembly& assembly, const Annotation& annotation) {
  const Fill* source = FindFill(annotation, "source");
  const absl::string_view named = FeatureOf(annotation.features, "source");
  const Sentence& sentence = assembly.analysis.segmentation.sentences[annotation.sentence];
  v1::Citation* citation = assembly.out->add_citations();
  SetSpan(annotation.begin, annotation.end, citation->mutable_span());
  citation->set_rule_id(annotation.rule_id);
  SetSpan(sentence.begin, sentence.end, citation->add_stated());
  if (source != nullptr) {
    citation->set_source(assembly.TextOf(source->begin, source->end));
    const int head = source->annotation == kNoAnnotation ? kNone : HeadOf(assembly.analysis, source->annotation);
    const int mention = head == kNone ? kNone : assembly.mention_of[static_cast<size_t>(head)];
    if (mention != kNone) citation->set_mention(static_cast<uint32_t>(mention));
  }
  if (!named.empty()) citation->set_source(std::string(named));
  const Fill* date = FindFill(annotation, "date");
  if (date == nullptr || date->annotation == kNoAnnotation) return;
  const int mention = assembly.mention_of[static_cast<size_t>(HeadOf(assembly.analysis, date->annotation))];
  if (mention != kNone) *citation->mutable_date() = assembly.out->mentions(mention).value();
}

// Credits the sentences before `cited` that the citation covers by presumption.
void Presume(const Assembly& assembly, uint32_t cited, int citation, std::vector<SentenceCredit>* credits) {
  const std::vector<Sentence>& sentences = assembly.analysis.segmentation.sentences;
  uint32_t first = cited;
  while (first > 0 && sentences[first - 1].paragraph == sentences[cited].paragraph) {
    SentenceCredit& before = (*credits)[first - 1];
    if (before.citation != kNone || before.authors_voice) break;
    before.citation = citation;
    before.presumed = true;
    --first;
  }
  for (uint32_t s = first; s < cited; ++s)
    SetSpan(sentences[s].begin, sentences[s].end, assembly.out->mutable_citations(citation)->add_presumed());
}

}  // namespace

bool CitesParagraph(const Annotation& citation) { return FeatureOf(citation.features, "presume") == "paragraph"; }

std::vector<SentenceCredit> AssembleCitations(Assembly* assembly) {
  std::vector<SentenceCredit> credits(assembly->analysis.segmentation.sentences.size());
  for (int index : assembly->OfKind(v1::LABEL_KIND_AUTHOR_VOICE))
    credits[assembly->annotation(index).sentence].authors_voice = true;
  const std::vector<int> citations = assembly->OfKind(v1::LABEL_KIND_CITATION);
  for (int index : citations) {
    SentenceCredit& credit = credits[assembly->annotation(index).sentence];
    if (credit.citation == kNone) credit.citation = assembly->out->citations_size();
    AddCitation(*assembly, assembly->annotation(index));
  }
  for (size_t i = 0; i < citations.size(); ++i) {
    if (CitesParagraph(assembly->annotation(citations[i])))
      Presume(*assembly, assembly->annotation(citations[i]).sentence, static_cast<int>(i), &credits);
  }
  return credits;
}

}  // namespace caspian::extractor
