// The phrase indexes of a rule set's lists, by what they hold: made when its rules are compiled, or taken from an
// image.
#ifndef CASPIAN_EXTRACTOR_PROGRAM_LIST_INDEXES_H_
#define CASPIAN_EXTRACTOR_PROGRAM_LIST_INDEXES_H_

#include <map>
#include <memory>
#include <string>

#include "caspian/v1/rule_set.pb.h"
#include "extractor/program/phrase_index.h"
#include "extractor/program/vocabulary.h"
#include "extractor/program/vocabulary_builder.h"
#include "extractor/rules/list_file.h"

namespace caspian::extractor {

// What an index holds: the phrases of rows that pass, from a column and, parted by ';', from one of other spellings.
struct ListIndexKey {
  std::string list;
  std::string column;   // empty: the first
  std::string aliases;  // empty: none
  std::string where;    // v1.ColumnFilter, serialized
  PhraseCase letter_case = PhraseCase::kExact;

  auto operator<=>(const ListIndexKey&) const = default;
};

// The vocabulary is that of all of them.
struct ListIndexes {
  Vocabulary vocabulary;
  std::map<ListIndexKey, std::shared_ptr<const PhraseIndex>> by_key;
};

ListIndexKey KeyOf(const List& list, const std::string& column, const std::string& aliases,
                   const v1::ColumnFilter& where, PhraseCase letter_case);

// The index of what `key` says of `list`; words go to `words`.
PhraseIndex IndexRows(const List& list, const ListIndexKey& key, VocabularyBuilder* words);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_PROGRAM_LIST_INDEXES_H_
