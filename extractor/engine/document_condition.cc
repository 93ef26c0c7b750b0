#include "extractor/engine/document_condition.h"

#include <algorithm>
#include <string>

#include "absl/strings/match.h"
#include "common/base/document.h"

namespace caspian::extractor {
namespace {

// "en" lets "en" and "en-GB" through.
bool IsOfLanguage(absl::string_view language, absl::string_view wanted) {
  return absl::StartsWithIgnoreCase(language, wanted) &&
         (language.size() == wanted.size() || language[wanted.size()] == '-');
}

bool HasField(const v1::Document& document, absl::string_view field) {
  if (field == "title") return !document.title().empty();
  if (field == "publisher") return !document.publisher().empty();
  if (field == "author") return !document.author().empty();
  if (field == "published") return document.has_published();
  if (field == "language") return !document.language().empty();
  if (field == "uri") return !document.uri().empty();
  return std::any_of(document.attributes().begin(), document.attributes().end(),
                     [&](const v1::Attribute& attribute) { return attribute.name() == field; });
}

// How many of the text's words are function words, against the least share. A phrase counts by its words.
bool HasFunctionWords(const CompiledCondition& condition, const Segmentation& segmentation,
                      const std::vector<TokenWords>& of_tokens) {
  std::vector<TokenWords> words(of_tokens.size());
  size_t count = 0;
  for (size_t t = 0; t < of_tokens.size(); ++t) {
    words[count] = of_tokens[t];
    count += segmentation.tokens[t].kind == TokenKind::kLetters ? 1 : 0;
  }
  words.resize(count);
  const uint64_t wanted = condition.condition->function_words().least_share() * uint64_t{count};
  uint64_t found = 0;
  for (size_t i = 0; i < count && found * 1000 < wanted;) {
    const PhraseHit hit = condition.function_words->LongestAt(words, i);
    found += hit.token_count;
    i += std::max<size_t>(1, hit.token_count);
  }
  return count > 0 && found * 1000 >= wanted;
}

bool SpeaksLanguage(const CompiledCondition& condition, const v1::Document& document, const Segmentation& segmentation,
                    const std::vector<TokenWords>& words) {
  const auto& wanted = condition.condition->languages();
  const bool said = !document.language().empty();
  if (said && !wanted.empty()) {
    return std::any_of(wanted.begin(), wanted.end(),
                       [&](const std::string& language) { return IsOfLanguage(document.language(), language); });
  }
  if (condition.function_words != nullptr) return HasFunctionWords(condition, segmentation, words);
  return wanted.empty();
}

bool IsMet(const CompiledCondition& condition, const v1::Document& document, const Segmentation& segmentation,
           const std::vector<TokenWords>& words) {
  const auto& publishers = condition.condition->publishers();
  const auto& fields = condition.condition->fields();
  return (publishers.empty() || std::count(publishers.begin(), publishers.end(), document.publisher()) > 0) &&
         std::all_of(fields.begin(), fields.end(),
                     [&](const std::string& field) { return HasField(document, field); }) &&
         SpeaksLanguage(condition, document, segmentation, words);
}

}  // namespace

std::vector<bool> ConditionsMet(const Program& program, const v1::Document& document, const Segmentation& segmentation,
                                const std::vector<TokenWords>& words) {
  std::vector<bool> met;
  for (const CompiledCondition& condition : program.conditions)
    met.push_back(IsMet(condition, document, segmentation, words));
  return met;
}

}  // namespace caspian::extractor
