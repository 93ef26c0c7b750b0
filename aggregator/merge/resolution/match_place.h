// Where a possible match stands among others: the highest score first, then by keys.
#ifndef CASPIAN_AGGREGATOR_MERGE_RESOLUTION_MATCH_PLACE_H_
#define CASPIAN_AGGREGATOR_MERGE_RESOLUTION_MATCH_PLACE_H_

#include <string>
#include <tuple>

#include "absl/strings/string_view.h"
#include "caspian/v1/resolution.pb.h"

namespace caspian::aggregator {

// Its views live as long as the keys do.
class MatchPlaceView {
 public:
  MatchPlaceView(int score, absl::string_view first, absl::string_view second) : order_(-score, first, second) {}
  bool operator<(const MatchPlaceView& other) const { return order_ < other.order_; }

 private:
  std::tuple<int, absl::string_view, absl::string_view> order_;
};

struct MatchPlace {
  int score = 0;
  std::string first;  // Keys; `first` is the smaller one.
  std::string second;

  MatchPlaceView View() const { return MatchPlaceView(score, first, second); }
};

inline MatchPlaceView PlaceOf(const v1::MergeEdge& edge) {
  return MatchPlaceView(static_cast<int>(edge.score()), edge.first_key(), edge.second_key());
}

}  // namespace caspian::aggregator

#endif  // CASPIAN_AGGREGATOR_MERGE_RESOLUTION_MATCH_PLACE_H_
