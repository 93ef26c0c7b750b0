// A pack in a folder of its own that a test writes, changes and checks.
#ifndef CASPIAN_TESTS_EXTRACTOR_RULES_PACK_FILES_H_
#define CASPIAN_TESTS_EXTRACTOR_RULES_PACK_FILES_H_

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "extractor/rules/list_rows.h"
#include "extractor/rules/pack_reader.h"
#include "extractor/rules/problem.h"

namespace caspian::extractor {

// The folder goes with it.
class PackFiles {
 public:
  explicit PackFiles(const std::map<std::string, std::string>& files) {
    std::string pattern = (std::filesystem::temp_directory_path() / "caspian-pack-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
    for (const auto& [name, text] : files) Write(name, text);
  }
  PackFiles(const PackFiles&) = delete;
  PackFiles& operator=(const PackFiles&) = delete;
  ~PackFiles() { std::filesystem::remove_all(path_); }

  void Write(const std::string& name, absl::string_view text) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << std::string(text);
  }
  std::string path() const { return path_.string(); }
  Pack Check() const { return CheckPack(path()); }
  std::vector<std::string> Problems() const { return Formatted(Check().problems); }

  static std::vector<std::string> Formatted(const std::vector<v1::RuleSetProblem>& problems) {
    std::vector<std::string> lines;
    for (const v1::RuleSetProblem& problem : problems) lines.push_back(FormatProblem(problem));
    return lines;
  }

 private:
  std::filesystem::path path_;
};

// The cells of each row.
inline std::vector<std::vector<std::string>> CellsOf(const ListRows& rows) {
  std::vector<std::vector<std::string>> cells;
  for (const ListRow row : rows) {
    cells.emplace_back();
    for (absl::string_view cell : row.cells()) cells.back().emplace_back(cell);
  }
  return cells;
}

// A small pack of three stages that is valid. Tests replace a file, or words in one.
inline std::map<std::string, std::string> ValidPack() {
  return {
      {"pack.yaml", R"(name: small
version: 3
language: en
description: A pack for tests.
limits: {annotations_per_sentence: 100}
labels:
  PERSON: {kind: name, features: [country]}
  MONTH: {kind: auxiliary, features: [number]}
  DATE: {kind: value, normalizer: date}
  OFFICE: {kind: office}
  MEET: {kind: event}
abbreviations: [{list: titles, column: title, where: {class: short}}]
stages: [words.yaml, names.yaml, relations.yaml]
)"},
      {"words.yaml", R"(stage: words
rules:
  - id: list.months
    label: MONTH
    list: months
    column: word
    where: {class: [full, short]}
    set: {number: $number}
)"},
      {"names.yaml", R"(stage: names
names:
  labels: [PERSON]
  threshold: 1.5
  unknown: {label: PERSON, weight: 1.6}
  vote_shares: [1, 1.32, 1.55]
  own_share: 0.35
  inherited: {PERSON: 4.2}
  word_lists:
    - {function: title, list: titles, column: title}
rules:
  - id: evidence.person.title
    evidence: {PERSON: 2.5}
    lists: [{part: before, list: titles}]
    words: {min: 1, max: 4}
    tests:
      - {text: "They met Captain Ada Quill.", match: Ada Quill}
)"},
      {"relations.yaml", R"(stage: relations
rules:
  - id: date.month_day
    label: DATE
    pattern: '(?P<month><MONTH>) (?P<day>\d{1,2})'
    priority: 10
    preceded_by: ['on ', '^']
    set: {month_number: $month.number}
    confidence: 0.95
    tests:
      - {text: "It snowed on May 3 again.", match: May 3, captures: {month: May, day: "3"}, value: 2011-05-03, published: 2011-06-01}
      - {text: "May I?", none: true}
  - id: office.before
    label: OFFICE
    pattern: '(?P<title>[a-z]+) (?P<person><PERSON country=NO|SE>)'
  - id: event.meet
    label: MEET
    type: MEET
    pattern: '(?P<agent><PERSON>) met (?P<partner><PERSON>)(?: and (?P<partner_2><PERSON>))?'
    set: {polarity: yes, actuality: happened}
)"},
      {"lists/months.tsv",
       "# months, written for this test\nword\tclass\tnumber\nMay\tfull\t5\nJune\tfull\t6\nJun\tshort\t6\n"},
      {"lists/titles.tsv", "title\tclass\nCaptain\tfull\nCapt.\tshort\n"},
  };
}

}  // namespace caspian::extractor

#endif  // CASPIAN_TESTS_EXTRACTOR_RULES_PACK_FILES_H_
