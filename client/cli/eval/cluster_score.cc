#include "client/cli/eval/cluster_score.h"

#include <algorithm>
#include <map>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "client/cli/output/json_writer.h"
#include "common/base/error.h"

namespace caspian::cli {

namespace json = ::simdjson::dom;

namespace {

absl::Status Refuse(absl::string_view what) { return MakeError(v1::ERROR_REASON_REQUEST_INVALID, what); }

// `cluster`: the member that names it.
absl::StatusOr<ClusterMention> ReadMention(const json::object& object, absl::string_view cluster) {
  const auto start = ReadCount(object, "start"), end = ReadCount(object, "end");
  const auto name = ReadString(object, cluster);
  if (!start.ok()) return start.status();
  if (!end.ok()) return end.status();
  if (!name.ok()) return name.status();
  if (*start >= *end || *end > UINT32_MAX) return Refuse(absl::StrCat("entity ", *start, "-", *end, " is no stretch"));
  if (name->empty())
    return Refuse(absl::StrCat("entity ", *start, "-", *end, " has no \"", cluster, "\": give it one"));
  return ClusterMention{static_cast<uint32_t>(*start), static_cast<uint32_t>(*end), *name};
}

absl::StatusOr<std::vector<ClusterMention>> ReadMentions(const json::object& object, absl::string_view cluster) {
  const auto entities = ReadObjects(object, "entities");
  if (!entities.ok()) return entities.status();
  std::vector<ClusterMention> mentions;
  for (const json::object& entity : *entities) {
    auto mention = ReadMention(entity, cluster);
    if (!mention.ok()) return mention.status();
    mentions.push_back(*std::move(mention));
  }
  return mentions;
}

absl::Status IdTwice(absl::string_view id) {
  return Refuse(absl::StrCat("id \"", id, "\" comes twice: the first one counts"));
}

uint32_t Overlap(const ClusterMention& a, const ClusterMention& b) {
  const uint32_t start = std::max(a.start, b.start), end = std::min(a.end, b.end);
  return start < end ? end - start : 0;
}

// The cluster of the prediction that overlaps `mention` most; null where none does.
const std::string* ClusterOf(const ClusterMention& mention, const std::vector<ClusterMention>& predicted) {
  const std::string* cluster = nullptr;
  uint32_t most = 0;
  for (const ClusterMention& one : predicted) {
    const uint32_t overlap = Overlap(mention, one);
    if (overlap <= most) continue;
    most = overlap;
    cluster = &one.cluster;
  }
  return cluster;
}

// How many mentions of one topic are in each group, cluster, and both.
struct TopicCounts {
  std::map<std::string, uint64_t> groups, clusters;
  std::map<std::pair<std::string, std::string>, uint64_t> both;

  void Add(const std::string& group, const std::string& cluster) {
    ++groups[group], ++clusters[cluster], ++both[{group, cluster}];
  }
};

}  // namespace

std::vector<ClusterDocument> ReadClusterGold(const std::string& path, const FailureSink& fail) {
  std::vector<ClusterDocument> gold;
  absl::flat_hash_set<std::string> ids;
  const auto read = [&](const json::object& object, const TextLine& line) -> absl::Status {
    auto document = ReadDocument(object);
    if (!document.ok()) return document.status();
    const auto topic = ReadString(object, "topic");
    if (!topic.ok()) return topic.status();
    auto mentions = ReadMentions(object, "group");
    if (!mentions.ok()) return mentions.status();
    if (!ids.insert(document->id()).second) return IdTwice(document->id());
    gold.push_back({*std::move(document), *topic, *std::move(mentions), absl::StrCat(path, ":", line.number)});
    return absl::OkStatus();
  };
  ForEachJsonLine(path, read, fail);
  return gold;
}

ClusterPredictions ReadClusterPredictions(const std::string& path, const FailureSink& fail) {
  ClusterPredictions predictions;
  const auto read = [&](const json::object& object, const TextLine&) -> absl::Status {
    const auto id = ReadString(object, "id");
    if (!id.ok()) return id.status();
    if (id->empty()) return Refuse("no \"id\": give that of the document");
    auto mentions = ReadMentions(object, "cluster");
    if (!mentions.ok()) return mentions.status();
    return predictions.emplace(*id, *std::move(mentions)).second ? absl::OkStatus() : IdTwice(*id);
  };
  ForEachJsonLine(path, read, fail);
  return predictions;
}

double BCubed::F1() const { return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall); }

std::string FormatClusterPredictions(const std::vector<ClusterDocument>& gold, const ClusterPredictions& predictions) {
  std::string lines;
  for (const ClusterDocument& document : gold) {
    const auto found = predictions.find(document.document.id());
    if (found == predictions.end()) continue;
    JsonWriter json(&lines);
    json.BeginObject().Field("id", document.document.id()).Key("entities").BeginArray();
    for (const ClusterMention& mention : found->second) {
      json.BeginObject().Field("start", mention.start).Field("end", mention.end);
      json.Field("cluster", mention.cluster).EndObject();
    }
    json.EndArray().EndObject();
    lines += '\n';
  }
  return lines;
}

BCubed ScoreClusters(const std::vector<ClusterDocument>& gold, const ClusterPredictions& predictions) {
  static const auto& none = *new std::vector<ClusterMention>;
  BCubed score;
  std::map<std::string, TopicCounts> topics;
  for (const ClusterDocument& one : gold) {
    const auto found = predictions.find(one.document.id());
    for (const ClusterMention& mention : one.mentions) {
      const std::string* cluster = ClusterOf(mention, found == predictions.end() ? none : found->second);
      // Names that no prediction has: a prefix tells them from those.
      const std::string alone = absl::StrCat("missed ", score.mentions);
      topics[one.topic].Add(mention.cluster, cluster == nullptr ? alone : absl::StrCat("found ", *cluster));
      ++score.mentions;
      if (cluster == nullptr) ++score.missed;
    }
  }
  for (const auto& [topic, counts] : topics) {
    for (const auto& [names, both] : counts.both) {
      const double square = static_cast<double>(both * both);
      score.precision += square / static_cast<double>(counts.clusters.at(names.second));
      score.recall += square / static_cast<double>(counts.groups.at(names.first));
    }
  }
  if (score.mentions == 0) return score;
  score.precision /= static_cast<double>(score.mentions);
  score.recall /= static_cast<double>(score.mentions);
  return score;
}

std::string FormatBCubed(const BCubed& score) {
  return absl::StrFormat("entities: %d mentions, %d missed, B3 P %.1f R %.1f F1 %.1f\n", score.mentions, score.missed,
                         100 * score.precision, 100 * score.recall, 100 * score.F1());
}

}  // namespace caspian::cli
