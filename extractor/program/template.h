// The values of settings: constants with references to captures, their features, or a list's columns.
#ifndef CASPIAN_EXTRACTOR_PROGRAM_TEMPLATE_H_
#define CASPIAN_EXTRACTOR_PROGRAM_TEMPLATE_H_

#include <memory_resource>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"

namespace caspian::extractor {

// `$name` or `$name.feature`; feature is empty where there is none.
struct TemplateReference {
  std::string name;
  std::string feature;
};

// One setting, parsed. Immutable.
class Template {
 public:
  // Reads `$name`, `$name.feature`, `${name.feature}`, `${name.feature?}` and `$$`; any other dollar stands
  // for itself.
  Template(absl::string_view name, absl::string_view value);

  const std::string& name() const { return name_; }
  // The references in order, for validation.
  std::vector<TemplateReference> References() const;
  // The value; `resolve` gives a reference's text, empty where it has none. Empty where any reference came out empty
  // that has no `?`. A value of one part is that part, as the template holds it or `resolve` gives it; what is put
  // together is kept in `memory`.
  absl::string_view Evaluate(absl::FunctionRef<absl::string_view(const TemplateReference&)> resolve,
                             std::pmr::memory_resource* memory) const;

 private:
  struct Part {
    std::string literal;
    TemplateReference reference;
    bool is_reference = false;
    bool may_be_empty = false;
  };

  std::string name_;
  std::vector<Part> parts_;
};

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_PROGRAM_TEMPLATE_H_
