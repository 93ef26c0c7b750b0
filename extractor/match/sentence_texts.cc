#include "extractor/match/sentence_texts.h"

namespace caspian::extractor {

const LiftedText& SentenceTexts::For(int elision) {
  auto& text = texts_[static_cast<size_t>(elision + 1)];
  if (text == nullptr && copies_ != nullptr && elision == kNoElision) {
    text = copies_->For(analysis_, sentence_, program_.alphabet, stage_.sees);
  } else if (text == nullptr) {
    const LabelSet* elided = elision == kNoElision ? nullptr : &stage_.elisions[static_cast<size_t>(elision)];
    text = std::make_shared<const LiftedText>(analysis_, sentence_, program_.alphabet,
                                              LiftedView{false, &stage_.sees, elided});
  }
  return *text;
}

Annotation MakeAnnotation(const CompiledRule& rule, uint32_t sentence) {
  Annotation made;
  made.sentence = sentence;
  made.label = rule.label;
  made.rule_id = rule.rule->id();
  made.rule = rule.rule;
  made.priority = rule.priority;
  made.confidence = rule.confidence;
  made.no_mention = rule.no_mention;
  return made;
}

}  // namespace caspian::extractor
