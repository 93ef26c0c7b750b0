#include "extractor/rules/rule_fields.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "extractor/rules/enum_words.h"
#include "extractor/rules/suggest.h"

namespace caspian::extractor {

namespace pb = ::caspian::v1;

namespace {

constexpr char kElse[] = "else";
constexpr int64_t kTokensLimit = 400;
constexpr int64_t kFullShare = 1000;  // thousandths

constexpr std::pair<const char*, pb::GuardKind> kGuards[] = {
    {"preceded_by", pb::GUARD_KIND_PRECEDED_BY},
    {"not_preceded_by", pb::GUARD_KIND_NOT_PRECEDED_BY},
    {"followed_by", pb::GUARD_KIND_FOLLOWED_BY},
    {"not_followed_by", pb::GUARD_KIND_NOT_FOLLOWED_BY},
};

void ReadValuesByForm(const YamlNode& node, YamlFile* file, pb::Setting* setting) {
  for (size_t i = 0; i < node.keys.size(); ++i) {
    const std::string value = ScalarText(*node.children[i], node.keys[i]->text, file);
    if (node.keys[i]->text == kElse) {
      setting->set_value(value);
      continue;
    }
    pb::FormValue* form = setting->add_by_form();
    form->set_form(node.keys[i]->text);
    form->set_value(value);
  }
  std::sort(setting->mutable_by_form()->begin(), setting->mutable_by_form()->end(),
            [](const pb::FormValue& a, const pb::FormValue& b) { return a.form() < b.form(); });
}

void ReadFunctionWords(YamlFields* documents, YamlFile* file, pb::FunctionWords* words) {
  YamlFields fields(*documents->Find("function_words"), documents->PathOf("function_words"), file);
  ReadListUse(&fields, file, words->mutable_words());
  fields.Require("least_share");
  words->set_least_share(static_cast<uint32_t>(fields.Thousandths("least_share", 1, kFullShare)));
  fields.Finish();
}

}  // namespace

std::string ExpandPattern(absl::string_view pattern, const std::string& path, const YamlFile& file) {
  ExpandedPattern expanded = file.macros->Expand(pattern);
  file.places->AddExpansions(path, expanded);
  return std::move(expanded.text);
}

std::string ReadPattern(YamlFields* fields, absl::string_view key, const YamlFile& file) {
  return ExpandPattern(fields->Text(key), fields->PathOf(key), file);
}

int ReadEnum(YamlFields* fields, YamlFile* file, absl::string_view key, const google::protobuf::EnumDescriptor& type,
             bool required) {
  const std::string word = required ? fields->RequiredText(key) : fields->Text(key);
  const int number = EnumNumber(type, word);
  if (number == 0 && !word.empty())
    file->Report(*fields->Find(key), absl::StrCat("no ", key, " ", word), SuggestionFor(word, EnumWords(type)));
  return number;
}

void ReadGuards(YamlFields* fields, YamlFile* file, google::protobuf::RepeatedPtrField<pb::Guard>* guards) {
  for (const auto& [key, kind] : kGuards) {
    const std::vector<std::string> patterns = fields->Texts(key);
    for (size_t i = 0; i < patterns.size(); ++i) {
      const std::string path = patterns.size() == 1 ? fields->PathOf(key) : absl::StrCat(fields->PathOf(key), "/", i);
      pb::Guard* guard = guards->Add();
      guard->set_kind(kind);
      guard->set_pattern(ExpandPattern(patterns[i], path, *file));
    }
  }
}

// By name, as the contract wants them.
void ReadSettings(YamlFields* fields, YamlFile* file, absl::string_view key,
                  google::protobuf::RepeatedPtrField<pb::Setting>* settings) {
  fields->Entries(key, [&](const YamlNode& name, const YamlNode& value, const std::string&) {
    pb::Setting* setting = settings->Add();
    setting->set_name(name.text);
    if (value.kind == YamlKind::kMap) {
      ReadValuesByForm(value, file, setting);
    } else {
      setting->set_value(ScalarText(value, name.text, file));
    }
  });
  std::sort(settings->begin(), settings->end(),
            [](const pb::Setting& a, const pb::Setting& b) { return a.name() < b.name(); });
}

void ReadContext(YamlFields* fields, YamlFile* file, google::protobuf::RepeatedPtrField<pb::ContextUse>* context) {
  fields->Items("context", [&](const YamlNode& item, const std::string& path) {
    YamlFields use(item, path, file);
    pb::ContextUse* words = context->Add();
    ReadListUse(&use, file, words->mutable_words());
    use.Require("within");
    words->set_within_tokens(static_cast<uint32_t>(use.Integer("within", 1, kTokensLimit)));
    use.Require("confidence");
    words->set_confidence(static_cast<int32_t>(use.Thousandths("confidence", -kFullShare, kFullShare)));
    use.Finish();
  });
}

void ReadDocuments(YamlFields* fields, YamlFile* file, pb::DocumentCondition* documents) {
  YamlFields condition(*fields->Find("documents"), fields->PathOf("documents"), file);
  for (std::string& language : condition.Texts("language")) documents->add_languages(std::move(language));
  for (std::string& publisher : condition.Texts("publisher")) documents->add_publishers(std::move(publisher));
  for (std::string& field : condition.Texts("field")) documents->add_fields(std::move(field));
  if (condition.Find("function_words") != nullptr)
    ReadFunctionWords(&condition, file, documents->mutable_function_words());
  condition.Finish();
}

void ReadColumnFilter(YamlFields* fields, YamlFile* file, pb::ColumnFilter* filter) {
  const YamlNode* node = fields->Find("where");
  YamlFields columns(*node, fields->PathOf("where"), file);
  if (node->kind != YamlKind::kMap) return;
  if (node->keys.size() != 1)
    return file->Report(*node, "where must name exactly one column", "write where: {column: [value, value]}");
  filter->set_column(node->keys[0]->text);
  for (std::string& value : columns.Texts(filter->column())) filter->add_values(std::move(value));
}

void ReadListAt(YamlFields* fields, YamlFile* file, absl::string_view key, bool required, pb::ListUse* use) {
  const YamlNode* node = required ? fields->Require(key) : fields->Find(key);
  if (node == nullptr) return;
  YamlFields inner(*node, fields->PathOf(key), file);
  ReadListUse(&inner, file, use);
  inner.Finish();
}

}  // namespace caspian::extractor
