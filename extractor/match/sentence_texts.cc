#include "extractor/match/sentence_texts.h"

#include "extractor/match/visible_to.h"

namespace caspian::extractor {

const LiftedText& SentenceTexts::Find(int elision) {
  const LabelSet* elided = elision == kNoElision ? nullptr : &stage_.elisions[static_cast<size_t>(elision)];
  if (copies_ == nullptr) {
    texts_.push_back(std::make_unique<const LiftedText>(analysis_, sentence_, program_.alphabet,
                                                        LiftedView{false, &stage_.sees, elided}));
    return *texts_.back();
  }
  if (elided == nullptr || !MayElide(analysis_, sentence_, *elided)) return copies_->For(sentence_, stage_.sees);
  LiftedText& text = copies_->Spare(spares_++);
  text.Elide(copies_->For(sentence_, stage_.sees), analysis_, sentence_, VisibleTo(analysis_, sentence_, &stage_.sees),
             *elided);
  return text;
}

const LiftedText& SentenceTexts::Raw() {
  if (copies_ != nullptr) return copies_->Raw(sentence_);
  if (raw_ == nullptr)
    raw_ =
        std::make_unique<const LiftedText>(analysis_, sentence_, program_.alphabet, LiftedView{true, nullptr, nullptr});
  return *raw_;
}

Annotation MakeAnnotation(const CompiledRule& rule, const SentenceTexts& texts) {
  Annotation made(texts.analysis().memory.get());
  made.sentence = texts.sentence();
  made.label = rule.label;
  made.rule_id = rule.rule->id();
  made.rule = rule.rule;
  made.priority = rule.priority;
  made.confidence = rule.confidence;
  made.no_mention = rule.no_mention;
  return made;
}

}  // namespace caspian::extractor
