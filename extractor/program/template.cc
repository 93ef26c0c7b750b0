#include "extractor/program/template.h"

#include <utility>

#include "absl/container/inlined_vector.h"
#include "absl/strings/ascii.h"
#include "absl/strings/strip.h"
#include "extractor/program/kept.h"

namespace caspian::extractor {
namespace {

bool IsNameChar(char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_'; }

std::string TakeName(absl::string_view* text) {
  size_t length = 0;
  while (length < text->size() && IsNameChar((*text)[length])) ++length;
  std::string name(text->substr(0, length));
  text->remove_prefix(length);
  return name;
}

// Takes "name" or "name.feature" from the front of `text`.
TemplateReference TakeReference(absl::string_view* text) {
  TemplateReference reference;
  reference.name = TakeName(text);
  if (text->size() > 1 && text->front() == '.' && IsNameChar((*text)[1])) {
    text->remove_prefix(1);
    reference.feature = TakeName(text);
  }
  return reference;
}

}  // namespace

Template::Template(absl::string_view name, absl::string_view value) : name_(name) {
  absl::string_view rest = value;
  std::string literal;
  const auto flush = [&] {
    if (!literal.empty()) parts_.push_back({std::exchange(literal, ""), {}, false});
  };
  while (!rest.empty()) {
    if (rest.front() != '$' || rest.size() == 1 || !(IsNameChar(rest[1]) || rest[1] == '{' || rest[1] == '$')) {
      literal.push_back(rest.front());
      rest.remove_prefix(1);
      continue;
    }
    rest.remove_prefix(1);
    if (rest.front() == '$') {
      literal.push_back('$');
      rest.remove_prefix(1);
      continue;
    }
    const bool braced = rest.front() == '{';
    if (braced) rest.remove_prefix(1);
    flush();
    parts_.push_back({"", TakeReference(&rest), true});
    if (braced) parts_.back().may_be_empty = absl::ConsumePrefix(&rest, "?");
    if (braced) absl::ConsumePrefix(&rest, "}");
  }
  flush();
}

std::vector<TemplateReference> Template::References() const {
  std::vector<TemplateReference> references;
  for (const Part& part : parts_) {
    if (part.is_reference) references.push_back(part.reference);
  }
  return references;
}

absl::string_view Template::Evaluate(absl::FunctionRef<absl::string_view(const TemplateReference&)> resolve,
                                     std::pmr::memory_resource* memory) const {
  if (parts_.size() == 1) return parts_[0].is_reference ? resolve(parts_[0].reference) : parts_[0].literal;
  absl::InlinedVector<absl::string_view, 32> values;
  for (const Part& part : parts_) {
    const absl::string_view value = part.is_reference ? resolve(part.reference) : part.literal;
    if (value.empty() && !part.may_be_empty) return "";
    values.push_back(value);
  }
  return KeptText(values, memory);
}

}  // namespace caspian::extractor
