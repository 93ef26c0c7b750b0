// The bucket keys of what happens and is said: tellings with equal keys are one record, and nothing else is.
//
// An event's key is its type, its participants (agent, partner, recipient, object; place where it is a destination or
// there is none of these), its time, polarity and actuality; so that what is planned or denied never merges with what
// happened, nor what is "in June" with what is "on June 1". Wishes and views are told apart by their holders too. Of an
// event of a known day, with an agent or place that has a name, a count ("20 soldiers") is compared by what it is of,
// and the place counts: who tells 20 and who tells 25 tell of one event. One that names nobody and no time ("the
// central bank bought bills") is one with those alone that are told on the same day.
#ifndef CASPIAN_AGGREGATOR_MERGE_RECORDS_RECORD_KEY_H_
#define CASPIAN_AGGREGATOR_MERGE_RECORDS_RECORD_KEY_H_

#include <set>
#include <string>

#include "aggregator/merge/facts/facts.h"
#include "aggregator/merge/resolution/directory.h"

namespace caspian::aggregator {

// True where agent and partner of events of that type may change places ("A met B").
bool IsSymmetric(const std::string& event_type);

// What tells an event from others.
struct EventKeyParts {
  std::string day;                     // A whole day or a range by its first day; else the time as it is written.
  std::set<std::string> participants;  // "agent=" and an identity (directory.h).
  std::string holders;
  std::string alone;  // Of events that name nobody and no time: the day on which, or else where, it is told.
};
EventKeyParts PartsOfEvent(const DocumentFacts& document, const EventFact& event, const Directory& directory);
std::string EventKey(const DocumentFacts& document, const EventFact& event, const Directory& directory);
// The roles that PartsOfEvent takes for participants, as directory.h shows them: "agent=Jordan, partner=Egypt".
std::string ParticipantNames(const DocumentFacts& document, const EventFact& event, const Directory& directory);
std::string StatementKey(const DocumentFacts& document, const StatementFact& statement, const Directory& directory);
// A figure without object is one only within its document.
std::string FigureKey(const DocumentFacts& document, const FigureFact& figure);
std::string PublicationKey(const std::string& publisher);
std::string CreditedSourceKey(const CreditFact& credit);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_RECORDS_RECORD_KEY_H_
