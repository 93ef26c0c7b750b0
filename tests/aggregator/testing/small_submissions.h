// Small documents that tests of records share.
#ifndef CASPIAN_TESTS_AGGREGATOR_TESTING_SMALL_SUBMISSIONS_H_
#define CASPIAN_TESTS_AGGREGATOR_TESTING_SMALL_SUBMISSIONS_H_

#include <string>

#include "tests/aggregator/testing/submission_builder.h"

namespace caspian::aggregator {

// A document in which `person` is named.
inline Submission Naming(const std::string& id, const std::string& person, const std::string& country = "") {
  SubmissionBuilder builder(id);
  builder.Sentence(person + " spoke.").Name("PERSON", person, "", country);
  return builder.Build();
}

// A document of that revision in which somebody is named.
inline Submission Naming(const std::string& id, uint32_t revision = 1) {
  SubmissionBuilder builder(id, revision);
  builder.Sentence("Omar Haddad spoke.").Name("PERSON", "Omar Haddad");
  return builder.Build();
}

// A document in which two meet, if nothing else is said.
struct Meeting {
  std::string id;
  std::string day = "2011-03-04";
  v1::Actuality actuality = v1::ACTUALITY_HAPPENED;
  v1::Polarity polarity = v1::POLARITY_YES;
  std::string type = "MEET";
  std::string agent = "Ilse Brandt";
  std::string partner = "Omar Haddad";
  std::string publisher = "";
};

inline Submission Write(const Meeting& meeting) {
  SubmissionBuilder builder(meeting.id);
  builder.Publisher(meeting.publisher).Sentence(meeting.agent + " and " + meeting.partner + " on " + meeting.day + ".");
  const uint32_t agent = builder.Name("PERSON", meeting.agent);
  const uint32_t partner = builder.Name("PERSON", meeting.partner);
  const uint32_t day = builder.Day(meeting.day, meeting.day);
  builder.Event(meeting.type, {{"agent", agent}, {"partner", partner}, {"when", day}}, meeting.actuality,
                meeting.polarity);
  return builder.Build();
}

// A document in which `taker` does something with an accord of two countries.
inline Submission Accord(const std::string& id, const std::string& taker, const std::string& label,
                         const std::string& country, const std::string& type,
                         v1::Actuality actuality = v1::ACTUALITY_HAPPENED, v1::Polarity polarity = v1::POLARITY_YES,
                         const std::string& step = "") {
  SubmissionBuilder builder(id);
  builder.Sentence(taker + " took on the Lake Water Accord of Jordan and Egypt.");
  const uint32_t agent = builder.Name(label, taker, "", country, label == "PLACE" ? "country" : "");
  const uint32_t accord = builder.Name("AGREEMENT", "Lake Water Accord");
  builder.Name("PLACE", "Jordan", "Jordan", "JO", "country");
  builder.Name("PLACE", "Egypt", "Egypt", "EG", "country");
  builder.Party("Lake Water Accord", "Jordan");
  builder.Party("Lake Water Accord", "Egypt");
  builder.Event(type, {{"agent", agent}, {"object", accord}}, actuality, polarity)->set_step(step);
  return builder.Build();
}

}  // namespace caspian::aggregator

#endif  // CASPIAN_TESTS_AGGREGATOR_TESTING_SMALL_SUBMISSIONS_H_
