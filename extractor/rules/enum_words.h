// The words that stand for the contract's enums in packs: LABEL_KIND_AUTHOR_VOICE is author_voice.
#ifndef CASPIAN_EXTRACTOR_RULES_ENUM_WORDS_H_
#define CASPIAN_EXTRACTOR_RULES_ENUM_WORDS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"

namespace caspian::extractor {

// All words of the enum but that of value 0, by number.
std::vector<std::string> EnumWords(const google::protobuf::EnumDescriptor& type);

// The number that `word` stands for; 0 (unspecified) where it stands for none.
int EnumNumber(const google::protobuf::EnumDescriptor& type, absl::string_view word);

// The word of `number`; empty for 0 and numbers that the enum does not have.
std::string EnumWord(const google::protobuf::EnumDescriptor& type, int number);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_RULES_ENUM_WORDS_H_
