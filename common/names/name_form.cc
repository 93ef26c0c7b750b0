#include "common/names/name_form.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "common/names/name_tables.h"
#include "common/names/name_words.h"
#include "common/names/romanize.h"

namespace caspian {
namespace {

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

// "44", "1st": the number; -1 where it is none.
int NumberOf(absl::string_view word) {
  size_t digits = 0;
  while (digits < word.size() && IsDigit(word[digits])) ++digits;
  const absl::string_view rest = word.substr(digits);
  const bool ordinal = rest == "st" || rest == "nd" || rest == "rd" || rest == "th";
  int number = 0;
  if (digits == 0 || digits > 9 || !(rest.empty() || ordinal) || !absl::SimpleAtoi(word.substr(0, digits), &number))
    return -1;
  return number;
}

bool HasDigit(absl::string_view word) { return std::any_of(word.begin(), word.end(), IsDigit); }

// Digits that were written for letters they look like.
std::string WithoutDigits(absl::string_view word) {
  std::string letters(word);
  for (char& c : letters) {
    if (IsDigit(c)) c = "oizeasgtbg"[c - '0'];
  }
  return letters;
}

}  // namespace

class NameFormBuilder {
 public:
  NameFormBuilder(const RomanName& roman, NameKind kind)
      : tables_(ShippedNameTables()), kind_(kind), organization_(kind != NameKind::kPerson) {
    form_.without_vowels_ = roman.without_vowels;
    form_.signs_ = roman.signs;
    form_.cut_off_ = roman.cut_off;
    form_.is_organization_ = organization_;
    text_ = CutWords(roman.letters, organization_);
  }

  // Where nothing else is left, titles, particles and legal forms are names.
  NameForm Build() {
    Read(text_, /*bare=*/false);
    if (form_.words_.empty()) Read(text_, /*bare=*/true);
    return std::move(form_);
  }

  // True where a legal form or a word of organizations was met.
  bool SaysOrganization() const { return says_organization_; }

 private:
  void Read(absl::string_view text, bool bare) {
    const std::vector<absl::string_view> words = SplitWords(text);
    for (size_t i = 0; i < words.size();) {
      if (form_.words_.size() >= kMostNameWords) {
        form_.cut_off_ = true;
        return;
      }
      size_t taken = bare ? 0 : ReadPhrase(words, i);
      if (taken == 0) taken = ReadNumeral(words, i);
      if (taken == 0) AddWord(words[i]), taken = 1;
      i += taken;
    }
  }

  // The longest phrase from `i` on that a table has; how many words it takes, 0 where there is none.
  size_t ReadPhrase(const std::vector<absl::string_view>& words, size_t i) {
    for (size_t count = std::min(tables_.most_phrase_words, words.size() - i); count > 0; --count) {
      const absl::string_view last = words[i + count - 1];
      const absl::string_view phrase(words[i].data(), static_cast<size_t>(last.data() + last.size() - words[i].data()));
      if (TakePhrase(phrase, /*first=*/i == 0)) return count;
    }
    return 0;
  }

  bool TakePhrase(absl::string_view phrase, bool first) {
    if (kind_ == NameKind::kVessel) return TakeRole(tables_.vessel_words, phrase, first);
    if (!organization_) return TakeRole(tables_.person_words, phrase, first);
    const auto form = tables_.legal_forms.find(phrase);
    if (form != tables_.legal_forms.end()) {
      form_.legal_classes_ |= form->second;
      says_organization_ = true;
      return true;
    }
    const auto written_out = tables_.abbreviations.find(phrase);
    if (written_out != tables_.abbreviations.end() && !within_abbreviation_) {
      within_abbreviation_ = true;
      Read(written_out->second, /*bare=*/false);
      within_abbreviation_ = false;
      return true;
    }
    return TakeRole(tables_.organization_words, phrase, first);
  }

  bool TakeRole(const PhraseTable<WordRole>& table, absl::string_view phrase, bool first) {
    const auto row = table.find(phrase);
    if (row == table.end()) return false;
    if (row->second == WordRole::kFiliation) return TakeFiliation(first);
    if (row->second == WordRole::kTitle || row->second == WordRole::kParticle) return true;
    if (NumeralAt(phrase) != nullptr) return false;
    says_organization_ = true;
    AddWord(phrase, row->second == WordRole::kWeak ? NameWord::kWeak : NameWord::kGeneric);
    return true;
  }

  // "bin": what follows is the father. At the begin it is a name ("Ben").
  bool TakeFiliation(bool first) {
    if (first) return false;
    father_follows_ = form_.tells_father_ = true;
    return true;
  }

  const Numeral* NumeralAt(absl::string_view word) const {
    const auto numeral = tables_.numerals.find(word);
    return numeral == tables_.numerals.end() ? nullptr : &numeral->second;
  }

  bool IsRomanNumber(absl::string_view word, bool last) const {
    // Persons have initials, and names like "Xi" and "Vi".
    return organization_ ? !form_.words_.empty() : last && (word == "ii" || word == "iii" || word == "iv");
  }

  size_t ReadNumeral(const std::vector<absl::string_view>& words, size_t i) {
    const int digits = NumberOf(words[i]);
    if (digits >= 0) return AddNumber(words[i], digits), 1;
    const Numeral* numeral = NumeralAt(words[i]);
    if (numeral == nullptr) return 0;
    if (numeral->kind == Numeral::kRoman && !IsRomanNumber(words[i], i + 1 == words.size())) return 0;
    if (numeral->kind != Numeral::kRoman && !organization_) return 0;
    const Numeral* next = i + 1 < words.size() ? NumeralAt(words[i + 1]) : nullptr;
    const bool compound =
        numeral->kind == Numeral::kTens && next != nullptr && next->kind == Numeral::kWord && next->value < 10;
    AddNumber(words[i], numeral->value + (compound ? next->value : 0));
    return compound ? 2 : 1;
  }

  void AddNumber(absl::string_view word, int number) {
    NameWord added;
    added.role = NameWord::kNumber;
    added.number = number;
    PutLetters(word, &added);
    Append(added);
  }

  void AddWord(absl::string_view word, NameWord::Role role = NameWord::kName) {
    // The article is joined in scripts without vowels.
    if (form_.without_vowels_ && word.size() >= 5 && absl::StartsWith(word, "al")) word.remove_prefix(2);
    NameWord added;
    added.role = role;
    if (role == NameWord::kName && !organization_ && word.size() == 1) added.role = NameWord::kInitial;
    const bool disguised = !organization_ && HasDigit(word);
    PutLetters(disguised ? WithoutDigits(word) : std::string(word), &added);
    added.father = father_follows_;
    father_follows_ = false;
    Append(added);
  }

  void PutLetters(absl::string_view word, NameWord* added) {
    added->letters_begin = static_cast<uint16_t>(form_.letters_.size());
    form_.letters_.append(word.data(), word.size());
    added->letters_size = static_cast<uint16_t>(word.size());
    added->sounds_begin = static_cast<uint16_t>(form_.sounds_.size());
    if (HasDigit(word)) {
      form_.sounds_.append(word.data(), word.size());
    } else {
      tables_.sounds.Append(word, &form_.sounds_);
    }
    added->sounds_size = static_cast<uint16_t>(form_.sounds_.size() - added->sounds_begin);
  }

  void Append(NameWord added) {
    const absl::string_view letters = form_.LettersOf(added);
    for (const NameWord& word : form_.words_) added.repeated |= form_.LettersOf(word) == letters;
    if (added.role == NameWord::kName) LookUp(&added);
    form_.words_.push_back(added);
  }

  void LookUp(NameWord* word) const {
    const absl::string_view sounds = form_.SoundsOf(*word);
    const absl::string_view letters = form_.LettersOf(*word);
    word->given = tables_.given_names.contains(letters);
    word->surname = tables_.surnames.contains(letters);
    for (const std::string& ending : tables_.patronymic_endings)
      word->patronymic |= letters.size() > ending.size() && absl::EndsWith(letters, ending);
    const auto groups = tables_.spellings.find(sounds);
    if (groups == tables_.spellings.end()) return;
    const size_t count = std::min(groups->second.size(), word->groups.size());
    for (size_t i = 0; i < count; ++i) word->groups[i] = static_cast<uint16_t>(groups->second[i] + 1);
  }

  const NameTables& tables_;
  const NameKind kind_;
  const bool organization_;  // or vessel: its name is no person's
  bool within_abbreviation_ = false;
  bool father_follows_ = false;
  bool says_organization_ = false;
  std::string text_;
  NameForm form_;
};

NameForm MakeNameForm(absl::string_view name, NameKind kind) {
  const RomanName roman = Romanize(name, ShippedNameTables().letters);
  NameFormBuilder builder(roman, kind);
  NameForm form = builder.Build();
  if (kind != NameKind::kParty || builder.SaysOrganization()) return form;
  return NameFormBuilder(roman, NameKind::kPerson).Build();
}

}  // namespace caspian
