// Both engines against the reference engine, on packs and texts by chance. CASPIAN_RANDOM_PACKS=N tries N packs,
// CASPIAN_RANDOM_SEED=S begins at seed S.
#include "tests/extractor/reference_engine/reference_engine.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "extractor/engine/library.h"
#include "extractor/program/rule_set_image.h"
#include "tests/extractor/reference_engine/pack_yaml.h"
#include "tests/extractor/reference_engine/random_pack.h"
#include "tests/extractor/reference_engine/random_runs.h"
#include "tests/extractor/rules/pack_files.h"

namespace caspian::extractor::reference {
namespace {

constexpr unsigned kTextsPerPack = 12;

// What the engine finds, without what the reference does not tell.
v1::Extraction Compared(v1::Extraction found) {
  found.clear_document_id();
  found.clear_document_revision();
  found.clear_text_sha256();
  found.clear_text_bytes();
  found.clear_rule_set();
  found.clear_engine_version();
  for (v1::Mention& mention : *found.mutable_mentions()) {
    const std::string canonical = mention.value().canonical();
    if (mention.has_value()) (mention.mutable_value()->Clear(), mention.mutable_value()->set_canonical(canonical));
  }
  for (v1::Citation& citation : *found.mutable_citations()) {
    const std::string canonical = citation.date().canonical();
    if (citation.has_date()) (citation.mutable_date()->Clear(), citation.mutable_date()->set_canonical(canonical));
  }
  return found;
}

// Lines of either that the other lacks, with their place.
std::string Difference(const v1::Extraction& engine, const v1::Extraction& reference) {
  const std::vector<std::string> a = absl::StrSplit(engine.DebugString(), '\n');
  const std::vector<std::string> b = absl::StrSplit(reference.DebugString(), '\n');
  size_t same = 0;
  while (same < a.size() && same < b.size() && a[same] == b[same]) ++same;
  const size_t from = same > 12 ? same - 12 : 0;
  const auto part = [&](const std::vector<std::string>& lines) {
    const auto end = lines.begin() + static_cast<ptrdiff_t>(std::min(lines.size(), same + 12));
    return absl::StrJoin(lines.begin() + static_cast<ptrdiff_t>(from), end, "\n");
  };
  return absl::StrCat("--- engine, from line ", from, "\n", part(a), "\n--- reference\n", part(b), "\n");
}

// Empty where both say the same, or the pack does not load.
std::string DifferenceOf(const Pack& pack, const v1::Document& document) {
  std::vector<std::string> problems;
  const auto loaded = Load(pack, &problems);
  if (loaded == nullptr) return "";
  const auto found = loaded->engine->Extract(document);
  if (!found.ok()) return found.status().ToString();
  const v1::Extraction engine = Compared(*found), reference = Extract(pack, document);
  return engine.DebugString() == reference.DebugString() ? "" : Difference(engine, reference);
}

// Leaves out rules, stages, words while the difference stays.
void Shrink(Pack* pack, v1::Document* document) {
  const auto keep_if_different = [&](const Pack& smaller, const v1::Document& text) {
    if (DifferenceOf(smaller, text).empty()) return false;
    *pack = smaller;
    *document = text;
    return true;
  };
  for (bool smaller = true; smaller;) {
    smaller = false;
    Pack flat = *pack;
    flat.included = false;
    if (pack->included) smaller = keep_if_different(flat, *document);
    for (size_t s = pack->stages.size(); s-- > 0;) {
      Pack without = *pack;
      without.stages.erase(without.stages.begin() + static_cast<ptrdiff_t>(s));
      if (keep_if_different(without, *document)) smaller = true;
    }
    for (size_t s = 0; s < pack->stages.size(); ++s) {
      for (size_t r = pack->stages[s].rules.size(); r-- > 0;) {
        Pack without = *pack;
        without.stages[s].rules.erase(without.stages[s].rules.begin() + static_cast<ptrdiff_t>(r));
        if (keep_if_different(without, *document)) smaller = true;
      }
    }
    std::vector<std::string> words = absl::StrSplit(document->text(), ' ');
    for (size_t w = words.size(); w-- > 0 && words.size() > 1;) {
      std::vector<std::string> fewer = words;
      fewer.erase(fewer.begin() + static_cast<ptrdiff_t>(w));
      v1::Document shorter = *document;
      shorter.set_text(absl::StrJoin(fewer, " "));
      if (!keep_if_different(*pack, shorter)) continue;
      words = fewer;
      smaller = true;
    }
  }
}

std::string Described(const Pack& pack, const v1::Document& document) {
  std::string text;
  for (const auto& [path, content] : FilesOf(pack)) {
    if (path.find("lists/") == std::string::npos) absl::StrAppend(&text, "# ", path, "\n", content);
  }
  v1::Document shown = document;
  return absl::StrCat(text, "# document\n", shown.DebugString());
}

// Adds what the extraction holds, so that a generator that reaches nothing is told.
void Count(const Pack& pack, const v1::Extraction& found, std::map<std::string, int>* counts) {
  const auto add = [&](const char* what, int n) { (*counts)[what] += n; };
  add("mentions", found.mentions_size());
  add("events", found.events_size());
  add("statements", found.statements_size());
  add("citations", found.citations_size());
  if (pack.included) add("mentions of included packs", found.mentions_size());
  for (const v1::Mention& m : found.mentions()) {
    add("captures", m.captures_size());
    add("confidence changes", m.confidence_changes_size());
    add("senses", m.has_stands_for() ? 1 : 0);
    add("nested", m.nested() ? 1 : 0);
    add("values", m.has_value() ? 1 : 0);
    add("inherited names", m.rule_id() == "names.inherited" ? 1 : 0);
    add("unknown names", m.rule_id() == "names.unknown" ? 1 : 0);
  }
  for (const v1::Event& e : found.events()) {
    add("roles", e.roles_size());
    for (const v1::Role& role : e.roles()) {
      if (!role.has_mention()) continue;
      const v1::Span& named = found.mentions(static_cast<int>(role.mention())).span();
      add("words that refer", role.span().begin() <= named.begin() && named.end() <= role.span().end() ? 0 : 1);
    }
    add("alternatives", e.alternatives_size());
    add("elaborations", e.elaborations_size());
    add("holders", e.holders_size());
    add("presumed credits", e.citation_presumed() ? 1 : 0);
    add("steps", e.step().empty() ? 0 : 1);
  }
  for (const v1::Citation& c : found.citations()) add("presumed", c.presumed_size());
  for (const v1::Entity& x : found.entities()) {
    add("offices", x.offices_size());
    add("parties", x.parties_size());
  }
}

TEST(ReferenceEngineTest, FindsWhatTheEngineFindsInRandomTextsByRandomPacks) {
  const unsigned packs = Option("CASPIAN_RANDOM_PACKS", 300), first = Option("CASPIAN_RANDOM_SEED", 1);
  std::map<std::string, int> counts;
  unsigned loaded_packs = 0;
  for (unsigned seed = first; seed < first + packs; ++seed) {
    const Pack pack = RandomPack(seed);
    std::vector<std::string> problems;
    const auto loaded = Load(pack, &problems);
    if (loaded == nullptr) {
      if (std::getenv("CASPIAN_RANDOM_PROBLEMS") != nullptr) std::cerr << absl::StrJoin(problems, "\n") << "\n";
      continue;
    }
    ++loaded_packs;
    for (unsigned text = 0; text < kTextsPerPack; ++text) {
      const v1::Document document = RandomDocument(pack, seed * 1000 + text);
      const auto found = loaded->engine->Extract(document);
      ASSERT_TRUE(found.ok()) << found.status();
      const auto plain = MakePlainEngine(loaded->program)->Extract(document);
      ASSERT_EQ(plain->SerializeAsString(), found->SerializeAsString())
          << "plain and fast engine, seed " << seed << ", text " << text << "\n"
          << Described(pack, document);
      const v1::Extraction engine = Compared(*found);
      if (engine.DebugString() != Extract(pack, document).DebugString()) {
        Pack small = pack;
        v1::Document shorter = document;
        Shrink(&small, &shorter);
        FAIL() << "seed " << seed << ", text " << text << "\n"
               << Described(small, shorter) << DifferenceOf(small, shorter);
      }
      Count(pack, engine, &counts);
    }
  }
  EXPECT_GT(loaded_packs * 10, packs * 6);
  for (const auto& [what, count] : counts) EXPECT_GT(count, 0) << what << ": the generator does not reach it";
  if (std::getenv("CASPIAN_RANDOM_PACKS") == nullptr) return;
  for (const auto& [what, count] : counts) std::cout << what << ": " << count << "\n";
}

template <typename Items>
void Shuffle(Items* items, Chance* chance) {
  for (size_t i = items->size(); i > 1; --i) std::swap((*items)[i - 1], (*items)[chance->Below(i)]);
}

// The same pack with its labels, rules and rows in another order.
Pack InAnotherOrder(Pack pack, unsigned seed) {
  Chance chance(seed);
  Shuffle(&pack.labels, &chance);
  for (Stage& stage : pack.stages) Shuffle(&stage.rules, &chance);
  for (auto& [name, list] : pack.lists) Shuffle(&list.rows, &chance);
  return pack;
}

// Neither the order of files' contents, nor the instance, nor the documents before count.
TEST(ReferenceEngineTest, AnotherEngineOfTheSamePackInAnotherOrderGivesTheSameBytesInAnyOrderOfDocuments) {
  const unsigned first = Option("CASPIAN_RANDOM_SEED", 1);
  int compared = 0;
  for (unsigned seed = first; seed < first + 30; ++seed) {
    Pack pack = RandomPack(seed);
    pack.included = false;
    std::vector<std::string> problems;
    const auto one = Load(pack, &problems), other = Load(InAnotherOrder(pack, seed), &problems);
    if (one == nullptr || other == nullptr) continue;
    EXPECT_EQ(one->ref.digest(), other->ref.digest()) << "seed " << seed;
    std::vector<std::string> bytes;
    for (unsigned text = 0; text < kTextsPerPack; ++text)
      bytes.push_back(one->engine->Extract(RandomDocument(pack, seed * 1000 + text))->SerializeAsString());
    for (unsigned text = kTextsPerPack; text-- > 0; ++compared) {
      const auto again = other->engine->Extract(RandomDocument(pack, seed * 1000 + text));
      ASSERT_EQ(again->SerializeAsString(), bytes[text]) << "seed " << seed << ", text " << text;
    }
  }
  EXPECT_GT(compared, 200);
}

TEST(ReferenceEngineTest, AnImageOfThePackGivesTheSameBytes) {
  const unsigned first = Option("CASPIAN_RANDOM_SEED", 1);
  int compared = 0;
  for (unsigned seed = first; seed < first + 60; ++seed) {
    const Pack pack = RandomPack(seed);
    std::vector<std::string> problems;
    const auto folder = Load(pack, &problems);
    if (folder == nullptr) continue;
    const PackFiles files({{"a.rules", WriteImage(*folder->program)}});
    const auto image = LoadPack(files.path() + "/a.rules", nullptr);
    ASSERT_TRUE(image.ok()) << image.status();
    EXPECT_EQ((*image)->ref.digest(), folder->ref.digest()) << "seed " << seed;
    for (unsigned text = 0; text < kTextsPerPack; ++text, ++compared) {
      const v1::Document document = RandomDocument(pack, seed * 1000 + text);
      ASSERT_EQ((*image)->engine->Extract(document)->SerializeAsString(),
                folder->engine->Extract(document)->SerializeAsString())
          << "seed " << seed << ", text " << text;
    }
  }
  EXPECT_GT(compared, 400);
}

}  // namespace
}  // namespace caspian::extractor::reference
