// Figures that sources tell differently of one thing: a range, and who says what.
#ifndef CASPIAN_CLIENT_CLI_RENDER_FIGURE_RANGE_H_
#define CASPIAN_CLIENT_CLI_RENDER_FIGURE_RANGE_H_

#include <string>
#include <vector>

#include "caspian/v1/briefing.pb.h"

namespace caspian::cli {

// The fillers of a role that are amounts of one unit and differ.
struct FigureRange {
  std::string role;
  std::vector<const v1::RoleRecord*> readings;  // two or more, by lower end, upper end; of the event

  bool Holds(const v1::RoleRecord& role_record) const;
  // All readings as one value, without what qualifies them.
  v1::Value Value() const;
};

// Money of one currency, counts of one thing, measures in one unit, shares; in the order of their first fillers. The
// event outlives them.
std::vector<FigureRange> FigureRangesOf(const v1::EventRecord& event);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_RENDER_FIGURE_RANGE_H_
