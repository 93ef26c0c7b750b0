#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>

#include "absl/strings/str_cat.h"
#include "aggregator/merge/judgements/entity_key.h"
#include "aggregator/merge/resolution/directory.h"
#include "aggregator/merge/resolution/possible_matches.h"
#include "aggregator/merge/submissions/live.h"
#include "client/cli/commands/commands.h"
#include "client/cli/eval/cluster_score.h"
#include "client/cli/output/terminal.h"
#include "client/local/eval_commands.h"
#include "client/local/local_commands.h"
#include "common/base/utf8.h"
#include "extractor/service/extractor_server.h"

namespace caspian::local {
namespace {

using Gold = std::vector<cli::ClusterDocument>;

struct ClustersFlags {
  std::string gold;
  std::string predictions;
  std::vector<std::string> packs;
  int threads = 0;
  bool possible = false;
};

// What each topic, which is a collection, resolves.
using TopicInputs = std::map<std::string, aggregator::ResolutionInput>;

// The mentions of entities, in the order of their offsets; their clusters are the entities' keys.
std::vector<cli::ClusterMention> MentionsOf(const v1::Document& document, const v1::Extraction& extraction) {
  std::vector<cli::ClusterMention> mentions;
  Utf8OffsetCursor cursor(document.text());
  for (const v1::Mention& mention : extraction.mentions()) {
    if (!mention.has_entity()) continue;
    const v1::Entity& entity = extraction.entities(static_cast<int>(mention.entity()));
    const uint32_t start = cursor.CodePoints(mention.span().begin()), end = cursor.CodePoints(mention.span().end());
    mentions.push_back({start, end, aggregator::EntityKey(entity, document.id())});
  }
  return mentions;
}

void AddInput(const v1::Document& document, const v1::Extraction& extraction, aggregator::ResolutionInput* input) {
  const auto facts = aggregator::ReadFacts(*aggregator::MakeLiveDocument(document, extraction));
  input->Merge(aggregator::ResolutionInputOf({facts}));
}

cli::ClusterPredictions Extract(const extractor::Engine& engine, const Gold& gold, int threads, FailureCount* failures,
                                TopicInputs* inputs) {
  std::vector<absl::StatusOr<v1::Extraction>> found(gold.size());
  ForEachIndex(threads, gold.size(), [&](size_t i) { found[i] = engine.Extract(gold[i].document); });
  cli::ClusterPredictions predictions;
  for (size_t i = 0; i < gold.size(); ++i) {
    if (found[i].ok()) {
      predictions[gold[i].document.id()] = MentionsOf(gold[i].document, *found[i]);
      AddInput(gold[i].document, *found[i], &(*inputs)[gold[i].topic]);
    } else {
      failures->Tell(absl::StrCat(gold[i].place, ": ", found[i].status().message()));
    }
  }
  return predictions;
}

// Maps each key to that of its cluster, as the aggregator resolves the collection that a topic is.
std::map<std::string, std::string> Resolve(const aggregator::ResolutionInput& input, bool possible) {
  const aggregator::Resolution resolution(input, {});
  std::map<std::string, std::string> clusters = resolution.clusters();
  if (!possible) return clusters;
  for (const v1::MergeEdge& match : aggregator::FindPossibleMatches(resolution)) {
    const std::string joined = clusters.at(match.second_key()), with = clusters.at(match.first_key());
    for (auto& [key, cluster] : clusters) {
      if (cluster == joined) cluster = with;
    }
  }
  return clusters;
}

void ResolveTopics(const Gold& gold, const TopicInputs& inputs, bool possible, cli::ClusterPredictions* predictions) {
  std::map<std::string, std::map<std::string, std::string>> clusters;
  for (const auto& [topic, input] : inputs) clusters[topic] = Resolve(input, possible);
  for (const cli::ClusterDocument& one : gold) {
    for (cli::ClusterMention& mention : (*predictions)[one.document.id()])
      mention.cluster = clusters[one.topic].at(mention.cluster);
  }
}

absl::StatusOr<cli::ClusterPredictions> Find(const ClustersFlags& flags, const Gold& gold, FailureCount* failures) {
  const auto library = extractor::LoadLibrary(flags.packs);
  if (!library.ok()) return library.status();
  TopicInputs inputs;
  cli::ClusterPredictions found =
      Extract(*(*library)->rule_sets().front()->engine, gold, flags.threads, failures, &inputs);
  ResolveTopics(gold, inputs, flags.possible, &found);
  return found;
}

bool IsThere(const std::string& path) {
  std::error_code error;
  return std::filesystem::exists(path, error);
}

// Those of the file where it is there; else what the rules find, which is written to the file if one is named.
absl::StatusOr<cli::ClusterPredictions> Predict(const ClustersFlags& flags, const Gold& gold, FailureCount* failures) {
  if (!flags.predictions.empty() && IsThere(flags.predictions))
    return cli::ReadClusterPredictions(flags.predictions, [&](absl::string_view message) { failures->Tell(message); });
  auto found = Find(flags, gold, failures);
  if (!found.ok() || flags.predictions.empty()) return found;
  std::ofstream file(flags.predictions);
  file << cli::FormatClusterPredictions(gold, *found);
  if (!file.flush()) failures->Tell(absl::StrCat(flags.predictions, ": can't be written: ", std::strerror(errno)));
  return found;
}

ExitCode EvalClusters(const ClustersFlags& flags) {
  if (!flags.packs.empty() && !flags.predictions.empty() && IsThere(flags.predictions)) {
    return cli::PrintError(
               absl::StrCat(flags.predictions, " is there: leave --rules out to score it, or name a file that is not")),
           kExitUsage;
  }
  FailureCount failures;
  const Gold gold =
      cli::ReadClusterGold(flags.gold, [&failures](absl::string_view message) { failures.Tell(message); });
  if (gold.empty()) return cli::PrintError("no documents to score"), kExitSomeDocumentsFailed;
  const auto predictions = Predict(flags, gold, &failures);
  if (!predictions.ok()) return FailToOpen(predictions.status());
  const bool printed = cli::PrintOut(cli::FormatBCubed(cli::ScoreClusters(gold, *predictions)));
  return printed && failures.count() == 0 ? kExitOk : kExitSomeDocumentsFailed;
}

}  // namespace

void AddEvalClustersCommand(CLI::App* eval, int* exit_code) {
  auto flags = std::make_shared<ClustersFlags>();
  CLI::App* app =
      eval->add_subcommand("clusters", "B-cubed of entities across the documents of each topic, as one line");
  app->add_option("GOLD", flags->gold,
                  "File of lines {\"id\", \"topic\", \"text\", \"entities\": [{\"start\", \"end\", \"group\"}]}")
      ->required();
  app->add_option(
         "--predictions", flags->predictions,
         "File of lines {\"id\", \"entities\": [{\"start\", \"end\", \"cluster\"}]}: scored where it is there; else "
         "what the rules find, resolved as an aggregator does, is written to it")
      ->type_name("FILE");
  AddPackFlag(app, &flags->packs);
  app->add_flag("--possible", flags->possible,
                "Join the possible matches, too, as if people had judged all of them the same");
  app->add_option("--threads", flags->threads, "Threads that extract; default: one for each processor")
      ->check(CLI::Range(0, 1024));
  cli::SetExamples(app,
                   {"caspian eval clusters gold.jsonl", "caspian eval clusters gold.jsonl --predictions out.jsonl"});
  app->callback([flags, exit_code] { *exit_code = EvalClusters(*flags); });
}

}  // namespace caspian::local
