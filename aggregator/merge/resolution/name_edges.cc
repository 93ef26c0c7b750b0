#include "aggregator/merge/resolution/name_edges.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "aggregator/merge/judgements/entity_key.h"
#include "common/names/sounds.h"

namespace caspian::aggregator {
namespace {

constexpr size_t kBlockConsonants = 4;
constexpr size_t kJoinedConsonants = 8;
// A lone word of fewer letters may be a code, whose sounds say nothing.
constexpr size_t kLettersOfAName = 5;
// Of longer names the pairs of the first words are looked up.
constexpr size_t kMostPairedWords = 5;

bool TellsApart(const NameWord& word) {
  return word.role == NameWord::kName || word.role == NameWord::kGeneric || word.role == NameWord::kNumber;
}

// What words that slips and romanizations vary have in common: some consonants, or all sounds of a word without two.
std::string Block(absl::string_view sounds, size_t most) {
  const std::string consonants = ConsonantsOf(sounds);
  return consonants.size() < 2 ? std::string(sounds) : consonants.substr(0, most);
}

std::vector<std::string> WordBlocks(const NameForm& form) {
  std::vector<std::string> blocks;
  for (const NameWord& word : form.words()) {
    if (!TellsApart(word)) continue;
    std::string block = Block(form.SoundsOf(word), kBlockConsonants);
    if (!block.empty()) blocks.push_back(std::move(block));
  }
  return blocks;
}

// Pairs of words in the order of their blocks, since names turn round; a name of one word alone by that.
void AddPairBlocks(const NameForm& form, std::set<std::string>* blocks) {
  std::vector<std::string> words = WordBlocks(form);
  if (words.size() > kMostPairedWords) words.resize(kMostPairedWords);
  std::sort(words.begin(), words.end());
  for (size_t i = 0; i < words.size(); ++i) {
    for (size_t j = i + 1; j < words.size(); ++j) blocks->insert(absl::StrCat(words[i], " ", words[j]));
  }
  std::string joined;
  for (const NameWord& word : form.words()) {
    if (TellsApart(word)) joined.append(form.SoundsOf(word).data(), form.SoundsOf(word).size());
  }
  if (!joined.empty()) blocks->insert(absl::StrCat("=", Block(joined, kJoinedConsonants)));
}

std::set<std::string> BlocksOf(const NameForm& form, bool single_words) {
  std::set<std::string> blocks;
  if (single_words) {
    for (std::string& block : WordBlocks(form)) blocks.insert(std::move(block));
  } else {
    AddPairBlocks(form, &blocks);
  }
  return blocks;
}

size_t FullWords(const NameForm& form) { return std::count_if(form.words().begin(), form.words().end(), TellsApart); }

bool IsExtra(const NameReason& reason) {
  switch (reason.feature) {
    case NameFeature::kExtraWord:
    case NameFeature::kExtraInitial:
    case NameFeature::kExtraGeneric:
    case NameFeature::kExtraWeak:
    case NameFeature::kExtraName:
    case NameFeature::kExtraNumber:
      return true;
    default:
      return false;
  }
}

// True of persons where the side without the extra word has more than two words: "Ada M. Brandt" is not sure to be "Ada
// L. M. Brandt", but "Ada Brandt" is.
bool ExtraBesideMiddle(const NamedKey& a, const NamedKey& b, const NameComparison& comparison) {
  if (a.form.is_organization()) return false;
  for (const NameReason& reason : comparison.reasons) {
    if (!IsExtra(reason)) continue;
    const NameForm& other = reason.left.empty() ? a.form : b.form;
    if (other.words().size() > 2) return true;
  }
  return false;
}

// A single word says enough of an organization only where its legal form, or the blanks in it, are all that differs.
bool IsBare(const NamedKey& named) { return FullWords(named.form) < 2 && !named.form.is_organization(); }

bool SaysEnough(const NamedKey& a, const NamedKey& b, const NameComparison& comparison) {
  if (IsBare(a) || IsBare(b)) return false;
  if (FullWords(a.form) > 1 && FullWords(b.form) > 1) return true;
  const bool legal = (a.form.legal_classes() != 0) || (b.form.legal_classes() != 0);
  return std::all_of(comparison.reasons.begin(), comparison.reasons.end(), [legal](const NameReason& reason) {
    switch (reason.feature) {
      case NameFeature::kEqualWord:
      case NameFeature::kLegalFormMissing:
        return legal;
      case NameFeature::kJoined:
        return true;
      default:
        return false;
    }
  });
}

}  // namespace

std::optional<NameKind> NameKindOf(absl::string_view label) {
  if (label == "PERSON") return NameKind::kPerson;
  if (label == "ORGANIZATION" || label == "FACILITY") return NameKind::kOrganization;
  return std::nullopt;
}

std::optional<NamedKey> MakeNamedKey(const std::string& key) {
  const EntityKeyParts parts = PartsOfKey(key);
  const auto kind = NameKindOf(parts.label);
  if (!kind || !parts.split.empty() || !parts.document.empty()) return std::nullopt;
  return NamedKey{&key, parts.country, MakeNameForm(parts.name, *kind)};
}

bool CountriesAgree(absl::string_view a, absl::string_view b) { return a.empty() || b.empty() || a == b; }

bool IsSure(const NamedKey& a, const NamedKey& b, const NameComparison& comparison) {
  return comparison.score >= kSureNameScore && CountriesAgree(a.country, b.country) && SaysEnough(a, b, comparison) &&
         !ExtraBesideMiddle(a, b, comparison);
}

bool Contradict(const NamedKey& a, const NamedKey& b) {
  if (!CountriesAgree(a.country, b.country)) return true;
  const NameComparison comparison = CompareNames(a.form, b.form);
  if (!comparison.IsSame()) return true;
  return std::any_of(comparison.reasons.begin(), comparison.reasons.end(), IsExtra) && !IsSure(a, b, comparison);
}

bool SaysLittle(const NamedKey& a, const NamedKey& b, const NameComparison& comparison) {
  const auto is_code = [](const NameForm& form) {
    return form.words().size() == 1 && form.LettersOf(form.words()[0]).size() < kLettersOfAName;
  };
  if (!is_code(a.form) && !is_code(b.form)) return false;
  return std::any_of(comparison.reasons.begin(), comparison.reasons.end(), [](const NameReason& reason) {
    return reason.feature == NameFeature::kSameSounds || reason.feature == NameFeature::kSlip ||
           reason.feature == NameFeature::kSameConsonants;
  });
}

v1::MergeEdge NameEdge(const std::string& a, const std::string& b, const NameComparison& comparison) {
  const bool turned = b < a;
  v1::MergeEdge edge;
  edge.set_first_key(turned ? b : a);
  edge.set_second_key(turned ? a : b);
  edge.set_evidence(v1::MERGE_EVIDENCE_NAMES);
  edge.set_score(static_cast<uint32_t>(comparison.score));
  for (const NameReason& reason : comparison.reasons) {
    v1::MergeReason* told = edge.add_reasons();
    told->set_feature(std::string(WeightOf(reason.feature).text));
    told->set_taken(static_cast<uint32_t>(reason.taken));
    told->set_first(std::string(turned ? reason.right : reason.left));
    told->set_second(std::string(turned ? reason.left : reason.right));
  }
  return edge;
}

std::vector<std::string> BlocksOfName(const NamedKey& key) {
  const std::set<std::string> blocks = BlocksOf(key.form, /*single_words=*/false);
  return {blocks.begin(), blocks.end()};
}

std::vector<std::string> WordsOfName(const NamedKey& key) {
  const std::set<std::string> blocks = BlocksOf(key.form, /*single_words=*/true);
  return {blocks.begin(), blocks.end()};
}

std::vector<IndexPair> PairsToCompare(const std::vector<NamedKey>& keys, bool single_words) {
  std::map<std::pair<absl::string_view, std::string>, std::vector<size_t>> blocks;
  for (size_t i = 0; i < keys.size(); ++i) {
    for (const std::string& block : BlocksOf(keys[i].form, single_words))
      blocks[{PartsOfKey(*keys[i].key).label, block}].push_back(i);
  }
  std::set<IndexPair> pairs;
  for (const auto& [block, members] : blocks) {
    if (members.size() > kMostNamesOfAWord) continue;
    for (size_t i = 0; i < members.size(); ++i) {
      for (size_t j = i + 1; j < members.size(); ++j) pairs.emplace(members[i], members[j]);
    }
  }
  return {pairs.begin(), pairs.end()};
}

}  // namespace caspian::aggregator
