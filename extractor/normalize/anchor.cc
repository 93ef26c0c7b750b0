#include "extractor/normalize/anchor.h"

namespace caspian::extractor {
namespace {
namespace pb = ::caspian::v1;

bool KnownTo(const absl::optional<pb::PublishedDate>& date, pb::DatePart part) {
  if (!date || date->year() == 0) return false;
  if (part == pb::DATE_PART_YEAR) return true;
  return date->month() != 0 && (part == pb::DATE_PART_MONTH || date->day() != 0);
}

Anchor AnchorOf(pb::DateAnchor source, const pb::PublishedDate& date) {
  Anchor anchor{source,
                static_cast<int>(date.year()),
                static_cast<int>(date.month()),
                static_cast<int>(date.day()),
                absl::nullopt,
                absl::nullopt};
  if (date.has_minute_of_day()) anchor.minute = static_cast<int>(date.minute_of_day());
  if (date.has_utc_offset_minutes()) anchor.utc_offset_minutes = date.utc_offset_minutes();
  return anchor;
}

}  // namespace

Anchor AnchorTo(pb::DatePart part, const DateContext& context) {
  if (KnownTo(context.dateline, part)) return AnchorOf(pb::DATE_ANCHOR_DATELINE, *context.dateline);
  if (KnownTo(context.published, part)) return AnchorOf(pb::DATE_ANCHOR_PUBLISHED, *context.published);
  return Anchor();
}

Anchor BestAnchor(const DateContext& context) {
  for (pb::DatePart part : {pb::DATE_PART_DAY, pb::DATE_PART_MONTH, pb::DATE_PART_YEAR}) {
    const Anchor anchor = AnchorTo(part, context);
    if (anchor.Known()) return anchor;
  }
  return Anchor();
}

Anchor AnchorInText(const DateContext& context) {
  if (KnownTo(context.previous, pb::DATE_PART_DAY)) return AnchorOf(pb::DATE_ANCHOR_TEXT, *context.previous);
  return AnchorTo(pb::DATE_PART_DAY, context);
}

}  // namespace caspian::extractor
