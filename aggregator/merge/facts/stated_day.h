// The day on which a source says something.
#ifndef CASPIAN_AGGREGATOR_MERGE_FACTS_STATED_DAY_H_
#define CASPIAN_AGGREGATOR_MERGE_FACTS_STATED_DAY_H_

#include <string>

#include "aggregator/merge/facts/facts.h"

namespace caspian::aggregator {

// "YYYY-MM-DD": of the place's credit where that has a whole day, else of its document's publication; empty where
// neither is known to the day.
std::string StatedDay(const Place& place);

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_FACTS_STATED_DAY_H_
