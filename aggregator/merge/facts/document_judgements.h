// What judgements do to the facts of one document. They are found again by document, sentence, type and stretch,
// whatever rules found them: tested in tests/aggregator/merge/questions/judging_test.cc.
#ifndef CASPIAN_AGGREGATOR_MERGE_FACTS_DOCUMENT_JUDGEMENTS_H_
#define CASPIAN_AGGREGATOR_MERGE_FACTS_DOCUMENT_JUDGEMENTS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "aggregator/merge/facts/facts.h"
#include "aggregator/merge/judgements/judgements.h"
#include "caspian/v1/judgement.pb.h"

namespace caspian::aggregator {

// Where `place` is told, as judgements name it; `text` is its document's. Without filler.
v1::JudgedPlace JudgedPlaceOf(const Place& place, absl::string_view text);

// The words that name a filler in its document: its entity's name, or its own words.
std::string FillerWords(const DocumentFacts& document, const RoleFact& role);

// Applies what is judged of the document whose facts and text these are. Of several that say the same kind of thing of
// a telling the later counts. Of the tellings of the judged type in the judged sentence those are meant that fill the
// judged stretch, or where none does those that overlap it. First come wrong roles, then what is reversed, dates and
// voices; what is no event goes. What a judgement demands is a state, not a change: where rules have come to find it
// so, it changes nothing and is not among the facts' judgement_ids.
void ApplyDocumentJudgements(const DocumentJudgements& judgements, absl::string_view text, DocumentFacts* facts);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_FACTS_DOCUMENT_JUDGEMENTS_H_
