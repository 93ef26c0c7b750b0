#ifndef CASPIAN_EXTRACTOR_SERVICE_LABEL_FILTER_H_
#define CASPIAN_EXTRACTOR_SERVICE_LABEL_FILTER_H_

#include <set>
#include <string>

#include "caspian/v1/extraction.pb.h"

namespace caspian::extractor {

// Drops the mentions whose label is not among `labels`, except those that something kept refers to: a role of an event
// or a statement, a citation, a capture of a kept mention. Events, statements, citations and sentences stay; an entity
// stays where a kept mention names it or stands for it, or where a kept entity's office or party is. Order stays;
// indexes are renewed.
void KeepLabels(const std::set<std::string>& labels, v1::Extraction* extraction);

}  // namespace caspian::extractor

#endif  // CASPIAN_EXTRACTOR_SERVICE_LABEL_FILTER_H_
