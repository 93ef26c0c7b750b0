#include "extractor/program/list_indexes.h"

#include <algorithm>

#include "absl/strings/str_split.h"
#include "common/base/sha256.h"
#include "extractor/program/phrase_index_builder.h"
#include "extractor/rules/pattern.h"

namespace caspian::extractor {

ListIndexKey KeyOf(const List& list, const std::string& column, const std::string& aliases,
                   const v1::ColumnFilter& where, PhraseCase letter_case) {
  return {list.name, column, aliases, SerializeDeterministically(where), letter_case};
}

PhraseIndex IndexRows(const List& list, const ListIndexKey& key, VocabularyBuilder* words) {
  PhraseIndexBuilder index(key.letter_case, words);
  v1::ColumnFilter where;
  where.ParseFromString(key.where);
  const size_t phrase = static_cast<size_t>(std::max(0, ColumnIndex(list, key.column)));
  const int alias = key.aliases.empty() ? -1 : ColumnIndex(list, key.aliases);
  for (uint32_t r = 0; r < list.rows.size(); ++r) {
    const ListRow row = list.rows[r];
    if (!PassesFilter(list, where, row)) continue;
    index.Add(PlainForm(row[phrase]), r);
    if (alias < 0) continue;
    for (absl::string_view spelling : absl::StrSplit(row[static_cast<size_t>(alias)], ';', absl::SkipEmpty()))
      index.Add(PlainForm(spelling), r);
  }
  return index.Build();
}

}  // namespace caspian::extractor
