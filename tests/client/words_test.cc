#include "client/cli/render/date_words.h"
#include "client/cli/render/event_sentence.h"
#include "client/cli/render/value_words.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace caspian::cli {
namespace {

template <class Message>
Message FromText(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

struct DateCase {
  const char* canonical;
  const char* words;
};

TEST(DateWordsTest, ReadAsAnAnalystWritesThem) {
  const DateForm in_2006 = {2006, false};
  for (const DateCase& c : std::vector<DateCase>{{"2006-06-23", "23 Jun"},
                                                 {"2005-06-23", "23 Jun 2005"},
                                                 {"2006-06-28/2006-06-29", "28–29 Jun"},
                                                 {"2006-06-28/2006-07-02", "28 Jun – 2 Jul"},
                                                 {"2005-12-30/2006-01-02", "30 Dec 2005 – 2 Jan 2006"},
                                                 {"2006-05", "May"},
                                                 {"2006-05/2006-06", "May–Jun"},
                                                 {"2005-05", "May 2005"},
                                                 {"2006", "2006"},
                                                 {"2006/2010", "2006 – 2010"},
                                                 {"/2010", "until 2010"},
                                                 {"2010/", "from 2010"},
                                                 {"XXXX-06-23", "23 Jun, year open"},
                                                 {"2006-06-23T14:30", "23 Jun 14:30"},
                                                 {"2006-06-23TMO", "23 Jun, morning"},
                                                 {"PRESENT_REF", "now"},
                                                 {"2006-W26", "26 Jun – 2 Jul"},
                                                 {"2005-W52", "26 Dec 2005 – 1 Jan 2006"},
                                                 {"XXXX-W26", "XXXX-W26"},
                                                 {"", ""}}) {
    EXPECT_EQ(DateWords(c.canonical, in_2006), c.words) << c.canonical;
  }
}

TEST(DateWordsTest, HaveLongMonthsInCredits) { EXPECT_EQ(DateWords("2006-06-23", {2006, true}), "23 June"); }

TEST(EventTimeWordsTest, PreferDaysThenTheTimeThenTheBounds) {
  const DateForm form = {2006, false};
  EXPECT_EQ(EventTimeWords(FromText<v1::EventRecord>("when: '2006-W26' first_day: '2006-06-26' last_day: '2006-07-02'"),
                           form),
            "26 Jun – 2 Jul");
  EXPECT_EQ(
      EventTimeWords(FromText<v1::EventRecord>("when: '2006-05' first_day: '2006-05-01' last_day: '2006-05-31'"), form),
      "May");
  EXPECT_EQ(
      EventTimeWords(FromText<v1::EventRecord>("when: '2006' first_day: '2006-01-01' last_day: '2006-12-31'"), form),
      "2006");
  EXPECT_EQ(
      EventTimeWords(FromText<v1::EventRecord>("when: '2006-Q2' first_day: '2006-04-01' last_day: '2006-06-30'"), form),
      "Apr–Jun");
  EXPECT_EQ(EventTimeWords(FromText<v1::EventRecord>("when: '/2010'"), form), "until 2010");
  EXPECT_EQ(EventTimeWords(FromText<v1::EventRecord>("not_after: '2006-06-29'"), form), "by 29 Jun");
  EXPECT_EQ(EventTimeWords(FromText<v1::EventRecord>("not_before: '2006-06-02'"), form), "from 2 Jun");
  EXPECT_EQ(EventTimeWords(FromText<v1::EventRecord>("not_before: '2006-06-02' not_after: '2006-06-29'"), form),
            "within 2–29 Jun");
  EXPECT_EQ(EventTimeWords(v1::EventRecord(), form), "");
}

struct ValueCase {
  const char* value;
  const char* words;
};

TEST(ValueWordsTest, GroupDigitsAndSayHowTheTextQualifies) {
  for (const ValueCase& c : std::vector<ValueCase>{
           {"money { amount: '6000000' currency: 'USD' } modifier: VALUE_MODIFIER_ESTIMATED", "est. USD 6,000,000"},
           {"money { amount: '1200000000' amount_high: '1500000000' currency: 'USD' }",
            "USD 1,200,000,000–1,500,000,000"},
           {"money { amount: '485' currency: 'USD' per_unit: 't' }", "USD 485 per t"},
           {"money { amount: '31.2' currency: 'EUR' }", "EUR 31.2"},
           {"canonical: 'USD|CAD 45000000' money { amount: '45000000' }", "USD/CAD 45,000,000"},
           {"canonical: 'INR|PKR 5/7/share' money { amount: '5' amount_high: '7' per_unit: 'share' }",
            "INR/PKR 5–7 per share"},
           {"quantity { amount: '500' unit: 'soldiers' } modifier: VALUE_MODIFIER_APPROXIMATE", "about 500 soldiers"},
           {"quantity { amount: '8000' amount_high: '9000' unit: 'troops' }", "8,000–9,000 troops"},
           {"percent { amount: '6.4' }", "6.4 %"},
           {"number { amount: '1300000' }", "1,300,000"},
           {"duration { timex3: 'P5Y' }", "5 years"},
           {"duration { timex3: 'PT2H30M' }", "2 hours 30 minutes"},
           {"duration { timex3: 'PXD' }", "some days"},
           {"canonical: '2006-06-23' date { timex3: '2006-06-23' }", "23 Jun"},
           {"canonical: '31 June' problem: 'June has 30 days'", "31 June (June has 30 days)"}}) {
    EXPECT_EQ(ValueWords(FromText<v1::Value>(c.value), {2006, false}), c.words) << c.value;
  }
}

TEST(EventSentenceTest, TellsTypeRolesPolarityAndActuality) {
  const std::string sign =
      "type: 'SIGN' roles { name: 'agent' text: 'Oslo' } roles { name: 'object' text: 'the pact' } ";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {sign + "actuality: ACTUALITY_HAPPENED", "Oslo signed the pact"},
      {sign + "actuality: ACTUALITY_HAPPENED polarity: POLARITY_NO", "Oslo did not sign the pact"},
      {sign + "actuality: ACTUALITY_ONGOING", "Oslo signing the pact"},
      {sign + "actuality: ACTUALITY_PLANNED", "Oslo to sign the pact"},
      {sign + "actuality: ACTUALITY_PLANNED polarity: POLARITY_NO", "Oslo not to sign the pact"},
      {sign + "actuality: ACTUALITY_POSSIBLE", "Oslo may sign the pact"},
      {sign + "actuality: ACTUALITY_CONDITIONAL", "Oslo would sign the pact"},
      {sign + "actuality: ACTUALITY_FAILED", "Oslo failed to sign the pact"},
      {sign + "actuality: ACTUALITY_DESIRED holders: 'Ann Lee'", "Ann Lee wants: Oslo to sign the pact"},
      {sign + "actuality: ACTUALITY_HAPPENED holders: 'Ann Lee' holders: 'Bo Ek'",
       "according to Ann Lee via Bo Ek: Oslo signed the pact"},
      {"type: 'SIGN' roles { name: 'object' text: 'the pact' } actuality: ACTUALITY_HAPPENED", "the pact signed"},
      {"type: 'FUND' roles { name: 'object' text: 'the port' } actuality: ACTUALITY_PLANNED", "the port to be funded"},
      {"type: 'MEET' roles { name: 'partner' text: 'Bo Ek' } actuality: ACTUALITY_HAPPENED", "[not stated] met Bo Ek"},
      {"type: 'MEET' roles { name: 'agent' text: 'A' } roles { name: 'agent' text: 'B' } roles { name: 'agent' text: "
       "'C' } actuality: ACTUALITY_HAPPENED",
       "A, B and C met"},
      {"type: 'RATIFY' step: 'approved by chamber' roles { name: 'agent' text: 'Senate' } roles { name: 'object' text: "
       "'the pact' } actuality: ACTUALITY_HAPPENED",
       "Senate approved the bill ratifying the pact"},
      {"type: 'PROVIDE' roles { name: 'agent' text: 'Oslo' } roles { name: 'recipient' text: 'Riga' } roles { name: "
       "'object' text: 'tents' } "
       "roles { name: 'value' text: '$2' value { money { amount: '2' currency: 'USD' } canonical: 'USD 2' } } "
       "actuality: ACTUALITY_HAPPENED",
       "Oslo → Riga: tents; USD 2"},
      {"type: 'PROVIDE' roles { name: 'agent' text: 'Oslo' } roles { name: 'recipient' text: 'Riga' } roles { name: "
       "'object' text: 'tents' } actuality: ACTUALITY_PLANNED",
       "Oslo to provide Riga with tents"},
      {"type: 'OPEN_PORT' roles { name: 'agent' text: 'Oslo' } roles { name: 'object' text: 'quay 9' } actuality: "
       "ACTUALITY_HAPPENED",
       "Oslo, open port: quay 9"}};
  for (const auto& [event, sentence] : cases) {
    EXPECT_EQ(SentenceWriter({2006, false}).Event(FromText<v1::EventRecord>(event)), sentence) << event;
  }
}

TEST(EventSentenceTest, TellsFiguresThatDifferAsARange) {
  const auto event = FromText<v1::EventRecord>(
      "type: 'KILL' actuality: ACTUALITY_HAPPENED roles { name: 'object' text: '25 soldiers' value { canonical: '25 "
      "soldiers' quantity { amount: '25' unit: 'soldiers' "
      "dimension: 'count' } } } roles { name: 'object' text: '9 soldiers' value { canonical: '9 soldiers' quantity { "
      "amount: '9' unit: "
      "'soldiers' dimension: 'count' } } } roles { name: 'object' text: '2 nurses' value { canonical: '2 nurses' "
      "quantity { amount: '2' "
      "unit: 'nurses' dimension: 'count' } } }");
  EXPECT_EQ(SentenceWriter({2006, false}).Event(event), "9–25 soldiers and 2 nurses killed");
}

TEST(EventSentenceTest, TellsAnElectionAndASuit) {
  const auto elected = FromText<v1::EventRecord>(
      "type: 'ELECT' actuality: ACTUALITY_HAPPENED roles { name: 'object' text: 'Ada Marsh' }");
  const auto sued = FromText<v1::EventRecord>(
      "type: 'SUE' actuality: ACTUALITY_HAPPENED roles { name: 'agent' text: 'Ada Marsh' } roles { name: 'object' "
      "text: "
      "'Northwind' }");

  EXPECT_EQ(SentenceWriter({2006, false}).Event(elected), "Ada Marsh elected");
  EXPECT_EQ(SentenceWriter({2006, false}).Event(sued), "Ada Marsh sued Northwind");
}

TEST(EventSentenceTest, LeavesNoRoleOut) {
  const auto event = FromText<v1::EventRecord>(
      "type: 'DIE' actuality: ACTUALITY_HAPPENED roles { name: 'agent' text: 'Bo Ek' } roles { name: 'result' text: 'a "
      "vacancy' }");

  EXPECT_EQ(SentenceWriter({2006, false}).Event(event), "Bo Ek died; result: a vacancy");
}

TEST(EventSentenceTest, TellsAnOfficeOnlyWhereThePersonFirstComesUp) {
  const auto event = FromText<v1::EventRecord>(
      "type: 'RESIGN' actuality: ACTUALITY_HAPPENED roles { name: 'agent' text: 'Bo Ek' entity_record_id: 'e1' office: "
      "'mayor of Oslo' }");
  SentenceWriter writer({2006, false});

  EXPECT_EQ(writer.Event(event), "Bo Ek (mayor of Oslo) resigned");
  EXPECT_EQ(writer.Event(event), "Bo Ek resigned");
}

TEST(StatementSentenceTest, NamesHolderChannelAddresseeAndContent) {
  const auto statement = FromText<v1::StatementRecord>(
      "manner: 'WANT' content: 'more\\n work' roles { name: 'holder' text: 'Oslo' } roles { name: 'channel' text: 'Bo "
      "Ek' } roles { name: 'addressee' text: 'Riga' }");

  EXPECT_EQ(SentenceWriter({2006, false}).Statement(statement), "Oslo (via Bo Ek) wants, to Riga: “more work”");
}

TEST(StatementSentenceTest, HoldersOfWhomThereAreManySayAndDoNotSays) {
  const std::pair<const char*, const char*> cases[] = {{"Latvian officials", "Latvian officials say: “more”"},
                                                       {"Police", "Police say: “more”"},
                                                       {"Officials", "Officials say: “more”"},
                                                       {"a witness", "a witness says: “more”"}};
  for (const auto& [holder, sentence] : cases) {
    v1::StatementRecord statement =
        FromText<v1::StatementRecord>("manner: 'SAY' content: 'more' roles { name: 'holder' }");
    statement.mutable_roles(0)->set_text(holder);
    EXPECT_EQ(SentenceWriter({2006, false}).Statement(statement), sentence);
  }
  const auto named = FromText<v1::StatementRecord>(
      "manner: 'SAY' content: 'more' roles { name: 'holder' text: 'Reuters' entity_record_id: 'e1' }");
  EXPECT_EQ(SentenceWriter({2006, false}).Statement(named), "Reuters says: “more”");
}

TEST(StatementSentenceTest, TellsAMannerThatNoTableKnowsByItsName) {
  const auto statement =
      FromText<v1::StatementRecord>("manner: 'HINT_AT' content: 'more' roles { name: 'holder' text: 'Oslo' }");

  EXPECT_EQ(SentenceWriter({2006, false}).Statement(statement), "Oslo, hint at: “more”");
}

}  // namespace
}  // namespace caspian::cli
