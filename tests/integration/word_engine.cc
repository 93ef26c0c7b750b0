#include "tests/integration/word_engine.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/document.h"
#include "common/base/error.h"
#include "common/base/sha256.h"

namespace caspian::testing {

const char kWordDigest[] = "3f0a9d5c7b1e4826f0a9d5c7b1e4826f3f0a9d5c7b1e4826f0a9d5c7b1e48260";

namespace {

void AddWord(absl::string_view text, size_t begin, size_t end, v1::Extraction* extraction) {
  v1::Mention* mention = extraction->add_mentions();
  mention->mutable_span()->set_begin(static_cast<uint32_t>(begin));
  mention->mutable_span()->set_end(static_cast<uint32_t>(end));
  mention->set_label(text[begin] >= 'A' && text[begin] <= 'Z' ? "CAPITAL" : "WORD");
  mention->set_rule_id("word");
  mention->set_confidence(1000);
}

class WordEngine final : public extractor::Engine {
 public:
  explicit WordEngine(v1::RuleSetRef ref) : ref_(std::move(ref)) {}

  absl::Status ExtractTo(const v1::Document& document, v1::Extraction* out) const override {
    out->Clear();
    if (absl::Status status = CheckDocument(document); !status.ok()) return status;
    const absl::string_view text = ContentOf(document);
    if (text.find("OVERBUDGET") != absl::string_view::npos) {
      return MakeError(v1::ERROR_REASON_BUDGET_EXCEEDED, "document " + document.id() + ": too many words, rule word");
    }
    v1::Extraction& extraction = *out;
    extraction.set_document_id(document.id());
    extraction.set_document_revision(RevisionOf(document));
    extraction.set_text_sha256(Sha256Hex(text));
    extraction.set_text_bytes(static_cast<uint32_t>(text.size()));
    *extraction.mutable_rule_set() = ref_;
    extraction.set_engine_version(extractor::kEngineVersion);
    extraction.add_sentences()->set_end(static_cast<uint32_t>(text.size()));
    for (size_t i = 0; i < text.size();) {
      const size_t end = std::min(text.find(' ', i), text.size());
      if (end > i) AddWord(text, i, end, &extraction);
      i = end + 1;
    }
    return absl::OkStatus();
  }
  const v1::RuleSetRef& rule_set() const override { return ref_; }

 private:
  const v1::RuleSetRef ref_;
};

}  // namespace

std::shared_ptr<const extractor::RuleSetLibrary> MakeWordLibrary() {
  v1::RuleSetRef ref;
  ref.set_name("words");
  ref.set_version(3);
  ref.set_digest(kWordDigest);
  v1::RuleSet rule_set;
  rule_set.set_name("words");
  rule_set.set_version(3);
  rule_set.set_description("Finds words.");
  v1::Label* label = rule_set.add_labels();
  label->set_name("WORD");
  label->set_kind(v1::LABEL_KIND_NAME);
  label = rule_set.add_labels();
  label->set_name("STEP");
  label->set_kind(v1::LABEL_KIND_AUXILIARY);
  rule_set.add_stages()->add_rules()->set_id("word");
  auto loaded = std::make_shared<extractor::LoadedRuleSet>();
  loaded->rule_set = std::move(rule_set);
  loaded->ref = ref;
  loaded->engine = std::make_unique<WordEngine>(ref);
  std::vector<std::shared_ptr<const extractor::LoadedRuleSet>> rule_sets = {std::move(loaded)};
  return std::make_shared<const extractor::RuleSetLibrary>(std::move(rule_sets));
}

}  // namespace caspian::testing
