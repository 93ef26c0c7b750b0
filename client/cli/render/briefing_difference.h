// What changes between two briefings of one collection.
//
// Records of a kind belong together where they have an id in common, or a place in a document that supports both. What
// belongs together and is equal on both sides is set aside; the rest tells what became of what.
#ifndef CASPIAN_CLIENT_CLI_RENDER_BRIEFING_DIFFERENCE_H_
#define CASPIAN_CLIENT_CLI_RENDER_BRIEFING_DIFFERENCE_H_

#include <cstddef>
#include <string>
#include <vector>

#include "caspian/v1/briefing.pb.h"

namespace caspian::cli {

enum class RecordChangeKind { kGone, kNew, kChanged, kMerged, kSplit };

// One or more records before, one or more behind; none on the side where there is nothing. Pointers into the briefings.
struct RecordChange {
  RecordChangeKind kind;
  std::vector<const v1::BriefingRecord*> before;
  std::vector<const v1::BriefingRecord*> after;
};

struct BriefingDifference {
  std::vector<RecordChange> changes;  // by kind of change, then in the order of the briefings
  size_t as_before = 0;               // records that are equal
};

// Briefings with all evidence that supports name: of a support without places nothing but the id connects its record.
// Equal are records that state the same with as many places, documents and witnesses.
BriefingDifference DiffBriefings(const v1::Briefing& before, const v1::Briefing& after);

// A title with its number for each kind of change, below it the records ("-" before, "+" behind) with their documents;
// a line of counts at the end.
std::string RenderDifference(const BriefingDifference& difference);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_RENDER_BRIEFING_DIFFERENCE_H_
