#include "extractor/rules/pattern.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "common/base/utf8.h"
#include "extractor/rules/rule_parts.h"

namespace caspian::extractor {
namespace {

constexpr char32_t kAbsentValue = kFirstValueCodePoint;
constexpr char32_t kOtherValue = kFirstValueCodePoint + 1;

}  // namespace

void CollectFeatureValues(absl::string_view pattern, std::set<std::string>* values) {
  for (const LabelUse& use : LabelsIn(pattern)) {
    for (const FeatureUse& feature : use.features) values->insert(feature.values.begin(), feature.values.end());
  }
}

Alphabet::Alphabet(const v1::RuleSet& set)
    : labels_(set.labels().begin(), set.labels().end()), enumeration_separator_(set.enumeration_separator()) {
  std::sort(labels_.begin(), labels_.end(), [](const v1::Label& a, const v1::Label& b) { return a.name() < b.name(); });
  std::set<std::string> values;
  for (const v1::Stage& stage : set.stages()) {
    for (const v1::Rule& rule : stage.rules()) {
      for (const RulePattern& pattern : AllPatterns(rule)) CollectFeatureValues(pattern.text, &values);
    }
  }
  char32_t next = kOtherValue + 1;
  for (const std::string& value : values) values_[value] = next++;
}

int Alphabet::LabelIndex(absl::string_view label) const {
  const auto found = std::lower_bound(labels_.begin(), labels_.end(), label,
                                      [](const v1::Label& a, absl::string_view b) { return a.name() < b; });
  return found == labels_.end() || found->name() != label ? -1 : static_cast<int>(found - labels_.begin());
}

char32_t Alphabet::ValueCodePoint(absl::string_view value) const {
  if (value.empty()) return kAbsentValue;
  const auto found = values_.find(value);
  return found == values_.end() ? kOtherValue : found->second;
}

void Alphabet::AppendAnnotation(int index, absl::FunctionRef<absl::string_view(absl::string_view)> value_of,
                                std::string* out) const {
  AppendUtf8(kFirstLabelCodePoint + static_cast<char32_t>(index), out);
  for (const std::string& name : label(index).features()) AppendUtf8(ValueCodePoint(value_of(name)), out);
}

std::string Alphabet::FeatureRegex(const FeatureUse* use) const {
  if (use == nullptr)
    return absl::StrFormat("[\\x{%X}-\\x{%X}]", static_cast<uint32_t>(kFirstValueCodePoint),
                           static_cast<uint32_t>(kLastValueCodePoint));
  std::vector<uint32_t> points;
  for (const std::string& value : use->values) points.push_back(static_cast<uint32_t>(ValueCodePoint(value)));
  std::sort(points.begin(), points.end());
  std::string regex = "[";
  if (!use->negated) {
    for (uint32_t point : points) absl::StrAppendFormat(&regex, "\\x{%X}", point);
    return regex + "]";
  }
  uint32_t next = kFirstValueCodePoint;
  for (uint32_t point : points) {
    if (point > next) absl::StrAppendFormat(&regex, "\\x{%X}-\\x{%X}", next, point - 1);
    next = std::max(next, point + 1);
  }
  absl::StrAppendFormat(&regex, "\\x{%X}-\\x{%X}]", next, static_cast<uint32_t>(kLastValueCodePoint));
  return regex;
}

std::string Alphabet::ReferenceRegex(const LabelUse& use) const {
  std::vector<std::string> choices;
  for (const std::string& name : use.labels) {
    const int index = LabelIndex(name);
    if (index < 0) continue;
    std::string choice =
        absl::StrFormat("\\x{%X}", static_cast<uint32_t>(kFirstLabelCodePoint) + static_cast<uint32_t>(index));
    for (const std::string& feature : label(index).features()) {
      const auto found = std::find_if(use.features.begin(), use.features.end(),
                                      [&](const FeatureUse& f) { return f.name == feature; });
      choice += FeatureRegex(found == use.features.end() ? nullptr : &*found);
    }
    choices.push_back(std::move(choice));
  }
  const std::string one = absl::StrCat("(?:", absl::StrJoin(choices, "|"), ")");
  return use.plural ? absl::StrCat("(?:", one, "(?:(?:", enumeration_separator_, ")", one, ")*)") : one;
}

std::string Alphabet::Translate(absl::string_view pattern) const {
  std::string out;
  size_t next = 0;
  for (const LabelUse& use : LabelsIn(pattern)) {
    absl::StrAppend(&out, pattern.substr(next, use.offset - next), ReferenceRegex(use));
    next = use.offset + use.length;
  }
  absl::StrAppend(&out, pattern.substr(next));
  std::string plain;
  bool escaped = false;
  for (size_t i = 0; i < out.size();) {
    const CodePoint point = DecodeUtf8(out, i);
    const char mark = PlainMark(point.value);
    if (mark == 0) plain.append(out, i, point.bytes);
    if (mark == '-' && !escaped) plain.push_back('\\');
    if (mark != 0) plain.push_back(mark);
    escaped = point.value == '\\' && !escaped;
    i += point.bytes;
  }
  return plain;
}

bool IsPrivateUse(char32_t c) { return (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && c <= 0x10FFFF); }

char PlainMark(char32_t c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
      return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x00AB:
    case 0x00BB:
      return '"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
      return '-';
    default:
      return 0;
  }
}

void AppendPlainForm(absl::string_view text, std::string* out) {
  if (IsAscii(text)) {
    out->append(text.data(), text.size());
    return;
  }
  for (size_t i = 0; i < text.size();) {
    const CodePoint point = DecodeUtf8(text, i);
    const char mark = PlainMark(point.value);
    if (mark != 0) {
      out->push_back(mark);
    } else {
      AppendUtf8(IsPrivateUse(point.value) ? 0xFFFD : point.value, out);
    }
    i += point.bytes;
  }
}

std::string PlainForm(absl::string_view text) {
  std::string out;
  AppendPlainForm(text, &out);
  return out;
}

}  // namespace caspian::extractor
