// Evidence rules: weights, and the conditions under which they are added.
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "extractor/rules/enum_words.h"
#include "extractor/rules/rule_bodies.h"
#include "extractor/rules/rule_fields.h"
#include "extractor/rules/suggest.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

constexpr int64_t kWeightLimit = 1000000;  // thousandths
constexpr int64_t kWordsLimit = 1000;

void ReadWeights(YamlFields* fields, YamlFile* file, pb::EvidenceRule* rule) {
  fields->Entries("evidence", [&](const YamlNode& label, const YamlNode& value, const std::string&) {
    pb::LabelWeight* weight = rule->add_weights();
    weight->set_label(label.text);
    weight->set_weight(static_cast<int32_t>(ScalarThousandths(value, label.text, -kWeightLimit, kWeightLimit, file)));
  });
  std::sort(rule->mutable_weights()->begin(), rule->mutable_weights()->end(),
            [](const pb::LabelWeight& a, const pb::LabelWeight& b) { return a.label() < b.label(); });
}

void ReadListCondition(const YamlNode& node, const std::string& path, YamlFile* file, pb::ListCondition* condition) {
  YamlFields fields(node, path, file);
  const std::string part = fields.RequiredText("part");
  const auto& parts = *pb::CandidatePart_descriptor();
  const int number = EnumNumber(parts, part);
  if (number == 0 && !part.empty())
    file->Report(*fields.Find("part"), absl::StrCat("no part ", part, " of a candidate"),
                 SuggestionFor(part, EnumWords(parts)));
  condition->set_part(static_cast<pb::CandidatePart>(number));
  ReadListUse(&fields, file, condition);
  condition->set_negated(fields.Flag("not"));
  fields.Finish();
}

void ReadWordCount(YamlFields* fields, YamlFile* file, pb::EvidenceRule* rule) {
  const YamlNode* node = fields->Find("words");
  if (node == nullptr) return;
  YamlFields bounds(*node, fields->PathOf("words"), file);
  rule->set_min_words(static_cast<uint32_t>(bounds.Integer("min", 1, kWordsLimit)));
  rule->set_max_words(static_cast<uint32_t>(bounds.Integer("max", 1, kWordsLimit)));
  bounds.Finish();
}

}  // namespace

void ReadEvidenceRule(YamlFields* fields, YamlFile* file, pb::EvidenceRule* rule) {
  for (std::string& label : fields->Texts("on")) rule->add_on(std::move(label));
  ReadWeights(fields, file, rule);
  rule->set_pattern(ReadPattern(fields, "pattern", *file));
  ReadGuards(fields, file, rule->mutable_guards());
  fields->Items("lists", [&](const YamlNode& item, const std::string& path) {
    ReadListCondition(item, path, file, rule->add_lists());
  });
  ReadWordCount(fields, file, rule);
  rule->set_sentence_initial(fields->Flag("sentence_initial"));
  const std::string vote = fields->Text("vote");
  if (!vote.empty() && vote != "none")
    file->Report(*fields->Find("vote"), "vote must be none", "remove the key where the weight takes part in the vote");
  rule->set_no_vote(vote == "none");
  ReadSettings(fields, file, "set", rule->mutable_settings());
}

}  // namespace caspian::extractor
