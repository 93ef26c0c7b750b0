// Where a command finds a collection: at a server, or in a store that no server has open.
#ifndef CASPIAN_CLIENT_LOCAL_STORED_COLLECTION_H_
#define CASPIAN_CLIENT_LOCAL_STORED_COLLECTION_H_

#include <memory>
#include <string>

#include "aggregator/service/aggregator_server.h"
#include "client/cli/commands/commands.h"
#include "common/base/exit_code.h"

namespace grpc {
class Channel;
}  // namespace grpc

namespace caspian::local {

struct CollectionPlace {
  std::string collection;
  cli::RemoteServer server;  // with an empty address: in a folder
  std::string store;
};

// Adds --server, its TLS flags and --store; `place` outlives `app`.
void AddPlaceFlags(CLI::App* app, CollectionPlace* place);

// A collection with the way to it. An aggregator in this process has the store open as long as it lives.
struct StoredCollection {
  std::string name;
  std::unique_ptr<aggregator::AggregatorServer> local;  // null: a server
  std::shared_ptr<grpc::Channel> channel;
  std::string address;  // for messages
};

// Opens `place`. What is wrong is told, and its exit code returned: usage where not exactly one of server and store is
// given or there is no such folder, else as of FailToOpen.
ExitCode OpenCollection(const CollectionPlace& place, StoredCollection* opened);

}  // namespace caspian::local

#endif  // CASPIAN_CLIENT_LOCAL_STORED_COLLECTION_H_
