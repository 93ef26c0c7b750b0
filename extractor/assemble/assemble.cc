#include "extractor/assemble/assemble.h"

#include "common/base/document.h"
#include "common/base/sha256.h"
#include "extractor/assemble/assembly.h"
#include "extractor/assemble/citations.h"
#include "extractor/assemble/currencies.h"
#include "extractor/assemble/entities.h"
#include "extractor/assemble/events.h"
#include "extractor/assemble/mentions.h"
#include "extractor/assemble/relations.h"
#include "extractor/engine/engine.h"

namespace caspian::extractor {

void Assemble(const Program& program, const v1::Document& document, const Analysis& analysis, v1::Extraction* out) {
  out->set_document_id(document.id());
  out->set_document_revision(RevisionOf(document));
  out->set_text_sha256(Sha256Hex(analysis.text));
  out->set_text_bytes(static_cast<uint32_t>(analysis.text.size()));
  *out->mutable_rule_set() = program.ref;
  out->set_engine_version(kEngineVersion);
  for (const Sentence& sentence : analysis.segmentation.sentences)
    SetSpan(sentence.begin, sentence.end, out->add_sentences());

  Assembly assembly(program, analysis, document, out);
  AssembleEntities(&assembly);
  AssembleMentions(&assembly);
  SettleCurrencies(&assembly);
  AssembleRelations(&assembly);
  AssembleEvents(AssembleCitations(&assembly), &assembly);
}

v1::Extraction Assemble(const Program& program, const v1::Document& document, const Analysis& analysis) {
  v1::Extraction out;
  Assemble(program, document, analysis, &out);
  return out;
}

}  // namespace caspian::extractor
