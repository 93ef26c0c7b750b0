// Copies of a text are one witness, however they were made; articles on one matter in words of their own are not.
#include "aggregator/merge/witnesses/near_duplicates.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "tests/aggregator/testing/briefing_of.h"
#include "tests/aggregator/testing/random_submissions.h"

namespace caspian::aggregator {
namespace {

const std::vector<std::string>& Paragraphs() {
  static const auto& kParagraphs = *new std::vector<std::string>{
      "Lake Authority opens the northern sluice after nine dry years",
      "TARVIK, 4 March (Harbour News) - The Lake Authority opened the northern sluice at Tarvik on Friday and let "
      "water "
      "into fields that had lain dry for nine years. Some two hundred farmers stood on the dam and cheered when the "
      "first gate rose.",
      "Ilse Brandt, who leads the authority, said the works had cost 40 million euros and were paid from a toll on "
      "barges. The last of the three gates will be lifted in June, once divers have cleared the silt behind it.",
      "Not everybody was pleased. Fishermen from the eastern shore fear that warm water from the canals will drive the "
      "perch away, and their guild has asked a court in Odel to stop the third gate until the stock was counted.",
      "The sluice was built by prisoners a century ago and had been shut since a flood tore out its hinges. Engineers "
      "replaced them with steel from a yard that was closing down, at a third of the price that was first named."};
  return kParagraphs;
}

std::string Original() { return absl::StrJoin(Paragraphs(), "\n\n"); }

// The same matter as another desk tells it.
constexpr char kOtherTelling[] =
    "Water returns to Tarvik\n\n"
    "For the first time since the great flood, water ran through the sluice north of Tarvik on Friday. The Lake "
    "Authority raised one of three gates while farmers looked on from the dam; fields below had been dry for nine "
    "years.\n\nThe repair, which cost 40 million euros, was financed by barge tolls, according to Ilse Brandt, head of "
    "the authority. Two more gates are to follow by June.\n\nOn the eastern shore the mood was darker: the fishermen's "
    "guild went to court in Odel because it expects the perch to leave when the canals warm the lake.";

bool AreCopies(absl::string_view a, absl::string_view b) { return AreNearDuplicates(SignatureOf(a), SignatureOf(b)); }

// Wrapped at `width` bytes with `margin` before each line.
std::string Wrapped(const std::string& text, size_t width, const std::string& margin) {
  std::string wrapped;
  size_t line = 0;
  for (const absl::string_view word : absl::StrSplit(text, absl::ByAnyChar(" \n"), absl::SkipEmpty())) {
    absl::StrAppend(&wrapped, line == 0 ? margin : " ", word);
    line += word.size() + 1;
    if (line > width) wrapped.append("\r\n"), line = 0;
  }
  return wrapped;
}

TEST(NearDuplicatesTest, FindsCopiesHoweverTheyWereMade) {
  const std::vector<std::string>& p = Paragraphs();
  const std::vector<std::pair<const char*, std::string>> kCopies = {
      {"the same", Original()},
      {"cut behind the third paragraph", absl::StrJoin({p[0], p[1], p[2]}, "\n\n")},
      {"cut in the middle of a sentence", Original().substr(0, Original().size() * 45 / 100)},
      {"without its beginning", absl::StrJoin({p[2], p[3], p[4]}, "\n\n")},
      {"under another headline", absl::StrCat("Cheers on the dam: Tarvik has its water back\n\n",
                                              absl::StrJoin({p[1], p[2], p[3], p[4]}, "\n\n"))},
      {"wrapped narrow", Wrapped(Original(), 34, "    ")},
      {"in other order", absl::StrJoin({p[0], p[4], p[2], p[1], p[3]}, "\n\n")},
      {"corrected", absl::StrReplaceAll(Original(), {{"40 million", "42 million"},
                                                     {"Ilse Brandt", "Ilse Brand"},
                                                     {"two hundred", "three hundred"},
                                                     {"a third", "half"}})},
      {"in capitals with curly marks",
       absl::StrReplaceAll(Original(), {{"-", "—"}, {"Lake Authority", "LAKE AUTHORITY"}})},
      {"with a notice below",
       absl::StrCat(Original(), "\n\nThis article was written for subscribers. Sign in to read on.")},
  };
  for (const auto& [how, copy] : kCopies) EXPECT_TRUE(AreCopies(Original(), copy)) << how;
}

TEST(NearDuplicatesTest, AnArticleOnTheSameMatterIsNoCopy) {
  const std::vector<std::string>& p = Paragraphs();

  EXPECT_FALSE(AreCopies(Original(), kOtherTelling));
  EXPECT_FALSE(AreCopies(Original(), absl::StrCat(kOtherTelling, "\n\n", p[0]))) << "quotes the headline";
  EXPECT_FALSE(AreCopies(p[1], p[2])) << "two parts of one article";
}

TEST(NearDuplicatesTest, NoticesThatFillInOneFormAreNoCopies) {
  const auto notice = [](absl::string_view day, absl::string_view sum, absl::string_view rate) {
    return absl::StrCat("ODEL, ", day, " - The Lake Bank invited bids for its weekly tender of ", sum,
                        " in bills of four weeks at a rate of ", rate,
                        " percent, a clerk of the bank said. Bids are opened at noon in the hall of the exchange.");
  };
  const std::string first = notice("4 March", "30 million euros", "2.1");

  EXPECT_FALSE(AreCopies(first, notice("11 March", "45 million euros", "2.3")));
  EXPECT_TRUE(AreCopies(first, absl::StrCat("Lake Bank opens a tender: ", first)));
}

TEST(NearDuplicatesTest, ATextOfAFewWordsIsNoCopy) {
  EXPECT_TRUE(SignatureOf("The Lake Authority opened the sluice.").minima.empty());
  EXPECT_FALSE(AreCopies("The Lake Authority opened the sluice.", "The Lake Authority opened the sluice."));
  EXPECT_FALSE(AreCopies("", ""));
}

TEST(NearDuplicatesTest, TheSignatureOfATextIsPinned) {
  const TextSignature signature = SignatureOf(Original());

  EXPECT_EQ(signature.shingle_count, 173u);
  ASSERT_EQ(signature.minima.size(), kSignatureHashes);
  EXPECT_EQ(signature.minima[0], 20883220u);
  EXPECT_EQ(signature.minima[191], 64071422u);
}

// A document of words w`first` to w`first + count - 1`, each a word that no other number has.
Submission Words(const std::string& id, int first, int count) {
  SubmissionBuilder builder(id);
  std::string text;
  for (int i = first; i < first + count; ++i) absl::StrAppend(&text, "w", i, " ");
  builder.Sentence(text);
  return builder.Build();
}

DocumentList FactsOf(const std::vector<Submission>& submissions) {
  DocumentList documents;
  for (const Submission& one : submissions)
    documents.push_back(ReadFacts(*MakeLiveDocument(one.document, one.extraction)));
  return documents;
}

TEST(NearDuplicatesTest, CopiesFormAStarAroundTheSmallestIdAndNoChain) {
  // Each has three quarters of its words in common with the next, a half with the one after it.
  const DocumentList documents = FactsOf({Words("a", 0, 400), Words("b", 100, 400), Words("c", 200, 400)});

  const NearDuplicates copies(documents);

  EXPECT_EQ(copies.OriginalOf(documents[0].get()), documents[0].get());
  EXPECT_EQ(copies.OriginalOf(documents[1].get()), documents[0].get());
  EXPECT_EQ(copies.OriginalOf(documents[2].get()), documents[2].get()) << "like b, but b is a copy of a";
}

TEST(NearDuplicatesTest, WithoutItsOriginalACopyIsTheOriginalOfOthers) {
  const DocumentList documents = FactsOf({Words("b", 100, 400), Words("c", 200, 400)});

  EXPECT_EQ(NearDuplicates(documents).OriginalOf(documents[1].get()), documents[0].get());
}

TEST(NearDuplicatesTest, TheBucketsFindWhatComparingAllPairsFinds) {
  std::mt19937 random(11);
  std::vector<Submission> submissions;
  for (int i = 100; i < 300; ++i)
    submissions.push_back(Words(absl::StrCat("d", i), static_cast<int>(Pick(40, &random)) * 100, 300));
  const DocumentList documents = FactsOf(submissions);

  const NearDuplicates copies(documents);

  std::vector<const DocumentFacts*> originals;
  for (const auto& document : documents) {
    const DocumentFacts* expected = document.get();
    for (const DocumentFacts* original : originals) {
      if (!AreNearDuplicates(original->signature, document->signature)) continue;
      expected = original;
      break;
    }
    if (expected == document.get()) originals.push_back(expected);
    EXPECT_EQ(copies.OriginalOf(document.get()), expected) << document->head.id();
  }
  EXPECT_LT(originals.size(), 100u);
  EXPECT_GT(originals.size(), 10u);
}

// Hundreds of notices fill in one form: what they have in common finds nothing, what a copy has of its own does.
TEST(NearDuplicatesTest, ACopyOfOneOfManyNoticesIsFound) {
  std::string form;
  for (int i = 0; i < 45; ++i) absl::StrAppend(&form, "form", i, " ");
  std::vector<Submission> submissions;
  for (int i = 0; i < 400; ++i) {
    SubmissionBuilder builder(absl::StrCat("d", 1000 + i));
    std::string text = form;
    for (int word = 0; word < 20; ++word) absl::StrAppend(&text, "w", i % 200, "x", word, " ");
    builder.Sentence(i < 200 ? text : absl::StrCat("Seen: ", text));
    submissions.push_back(builder.Build());
  }
  const DocumentList documents = FactsOf(submissions);

  const NearDuplicates copies(documents);

  for (size_t i = 0; i < documents.size(); ++i)
    EXPECT_EQ(copies.OriginalOf(documents[i].get()), documents[i % 200].get()) << i;
}

// An article of `text` in which Ilse Brandt is named, with a credit where `credit` is given.
Submission Article(const std::string& id, const std::string& publisher, const std::string& text,
                   const std::string& credit = "") {
  SubmissionBuilder builder(id);
  builder.Publisher(publisher).Sentence(absl::StrReplaceAll(text, {{"\n\n", " "}}));
  builder.Name("PERSON", "Ilse Brandt");
  if (!credit.empty()) builder.Citation(credit);
  return builder.Build();
}

v1::Support SupportOf(const std::vector<Submission>& submissions, const v1::BriefingFilter& filter = {}) {
  const auto entities = RecordsOf(BriefingOf(submissions, filter), v1::BriefingRecord::kEntity);
  EXPECT_EQ(entities.size(), 1u);
  return entities.empty() ? v1::Support() : entities[0].entity().support();
}

TEST(WitnessTest, CopiesOfOneTextAreOneWitness) {
  const v1::Support support =
      SupportOf({Article("a", "Morning Ledger", Original()), Article("b", "Evening Mail", Wrapped(Original(), 60, "")),
                 Article("c", "Lake Post", absl::StrCat("Water! ", Original()))});

  EXPECT_EQ(support.document_count(), 3u);
  EXPECT_EQ(support.publisher_count(), 3u);
  EXPECT_EQ(support.witness_count(), 1u);
}

TEST(WitnessTest, AnArticleInOtherWordsIsAWitnessOfItsOwn) {
  EXPECT_EQ(SupportOf({Article("a", "Morning Ledger", Original()), Article("b", "Evening Mail", kOtherTelling)})
                .witness_count(),
            2u);
}

TEST(WitnessTest, OfCopiesTheOneThatCreditsSomebodySpeaks) {
  // The copy without credit has the smaller id; the third is no copy and credits the same agency.
  const std::vector<Submission> articles = {
      Article("a", "Morning Ledger", absl::StrReplaceAll(Original(), {{"(Harbour News) ", ""}})),
      Article("b", "Evening Mail", Original(), "Harbour News"),
      Article("c", "Lake Post", absl::StrCat("As Harbour News reports: ", kOtherTelling), "Harbour News")};

  EXPECT_EQ(SupportOf(articles).witness_count(), 1u);
}

TEST(WitnessTest, UnderAFilterTheCopiesThatAreLeftSpeak) {
  v1::BriefingFilter filter;
  filter.add_document_ids("b");
  filter.add_document_ids("c");

  EXPECT_EQ(SupportOf({Article("a", "Morning Ledger", Original()), Article("b", "Evening Mail", Original()),
                       Article("c", "Lake Post", kOtherTelling)},
                      filter)
                .witness_count(),
            2u);
}

}  // namespace
}  // namespace caspian::aggregator
