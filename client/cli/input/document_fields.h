// What is known of the documents that a command reads, from its flags.
#ifndef CASPIAN_CLIENT_CLI_INPUT_DOCUMENT_FIELDS_H_
#define CASPIAN_CLIENT_CLI_INPUT_DOCUMENT_FIELDS_H_

#include <string>

#include "caspian/v1/document.pb.h"

namespace CLI {
class App;
}  // namespace CLI

namespace caspian::cli {

// Holds for every document of the command that does not say otherwise itself.
struct DocumentFields {
  std::string published;  // as ParsePublishedDate reads it; empty: unknown
  std::string title;
  std::string publisher;
  std::string author;
  std::string language;
  std::string uri;
};

// Adds --published, --title, --publisher, --author, --language, --uri; a date that is none is a usage error. `fields`
// outlives `app`.
void AddDocumentFlags(CLI::App* app, DocumentFields* fields);

// Sets what `document` does not have. `fields` came through AddDocumentFlags.
void FillDocument(const DocumentFields& fields, v1::Document* document);

}  // namespace caspian::cli

#endif  // CASPIAN_CLIENT_CLI_INPUT_DOCUMENT_FIELDS_H_
