#include "common/names/name_tables.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "common/base/utf8.h"
#include "common/names/romanize.h"
#include "common/names/table_texts.h"

namespace caspian {
namespace {

using Row = std::vector<std::string>;

// The rows without comment and head.
std::vector<Row> RowsOf(absl::string_view table) {
  std::vector<Row> rows;
  for (absl::string_view line : absl::StrSplit(NameTableTexts().at(table), '\n', absl::SkipEmpty())) {
    if (!absl::StartsWith(line, "#")) rows.push_back(absl::StrSplit(line, '\t'));
  }
  rows.erase(rows.begin());
  return rows;
}

class TableBuilder {
 public:
  explicit TableBuilder(NameTables* tables) : tables_(tables) {}

  void Build() {
    for (const Row& row : RowsOf("letters"))
      tables_->letters[DecodeUtf8(row[0], 0).value] = row[1] == "-" ? "" : row[1];
    for (const Row& row : RowsOf("foldings")) tables_->sounds.AddFolding(row[0], row[1], row[2]);
    for (const Row& row : RowsOf("kindred_sounds")) tables_->sounds.AddKindred(row[0]);
    AddRoles("person_words", &tables_->person_words);
    AddRoles("organization_words", &tables_->organization_words);
    AddRoles("vessel_words", &tables_->vessel_words);
    AddLegalForms();
    for (const Row& row : RowsOf("abbreviations")) AddPhrase(row[0], row[1], &tables_->abbreviations);
    AddSpellings();
    AddNames("given_names_world", &tables_->given_names);
    AddNames("given_names_census", &tables_->given_names);
    AddNames("surnames_world", &tables_->surnames);
    AddNames("surnames_census", &tables_->surnames);
    for (const Row& row : RowsOf("patronymic_endings")) tables_->patronymic_endings.push_back(row[0]);
    AddNumerals();
  }

 private:
  template <typename T, typename V>
  void AddPhrase(const std::string& words, const V& value, PhraseTable<T>* table) {
    const size_t count = 1 + static_cast<size_t>(std::count(words.begin(), words.end(), ' '));
    tables_->most_phrase_words = std::max(tables_->most_phrase_words, count);
    table->emplace(words, value);
  }

  void AddRoles(absl::string_view name, PhraseTable<WordRole>* table) {
    static const auto& roles = *new std::map<std::string, WordRole>{{"title", WordRole::kTitle},
                                                                    {"particle", WordRole::kParticle},
                                                                    {"filiation", WordRole::kFiliation},
                                                                    {"weak", WordRole::kWeak},
                                                                    {"generic", WordRole::kGeneric}};
    for (const Row& row : RowsOf(name)) AddPhrase(row[0], roles.at(row[1]), table);
  }

  void AddLegalForms() {
    std::map<std::string, uint8_t> bits;
    for (const Row& row : RowsOf("legal_forms")) {
      const uint8_t bit = bits.emplace(row[1], static_cast<uint8_t>(1 << bits.size())).first->second;
      AddPhrase(row[0], bit, &tables_->legal_forms);
    }
  }

  void AddSpellings() {
    for (const Row& row : RowsOf("spellings")) {
      const auto group = static_cast<uint16_t>(tables_->kinships.size());
      tables_->kinships.push_back(row[0] == "same"        ? Kinship::kSame
                                  : row[0] == "romanized" ? Kinship::kRomanized
                                                          : Kinship::kShort);
      for (absl::string_view name : absl::StrSplit(row[1], ' ')) {
        std::vector<uint16_t>& groups = tables_->spellings[tables_->sounds.Of(name)];
        if (groups.empty() || groups.back() != group) groups.push_back(group);
      }
    }
  }

  void AddNames(absl::string_view table, absl::flat_hash_set<std::string>* names) {
    for (const Row& row : RowsOf(table)) {
      const std::string letters = Romanize(row[0], tables_->letters).letters;
      if (std::all_of(letters.begin(), letters.end(), absl::ascii_isalpha)) names->insert(letters);
    }
  }

  void AddNumerals() {
    for (const Row& row : RowsOf("numerals")) {
      Numeral numeral{row[2] == "tens" ? Numeral::kTens : row[2] == "roman" ? Numeral::kRoman : Numeral::kWord, 0};
      if (absl::SimpleAtoi(row[1], &numeral.value)) tables_->numerals.emplace(row[0], numeral);
    }
  }

  NameTables* tables_;
};

}  // namespace

const NameTables& ShippedNameTables() {
  static const NameTables& tables = *[] {
    auto* built = new NameTables;
    TableBuilder(built).Build();
    return built;
  }();
  return tables;
}

}  // namespace caspian
