#include "client/cli/output/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "client/cli/render/cells.h"
#include "common/base/error.h"

namespace caspian::cli {

namespace pb = ::caspian::v1;

namespace {

constexpr size_t kDefaultWidth = 100;

bool WriteAll(int descriptor, absl::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(descriptor, text.data(), text.size());
    if (written < 0 && errno != EINTR) return false;
    if (written > 0) text.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

}  // namespace

size_t TerminalWidth() {
  size_t columns = 0;
  const char* variable = std::getenv("COLUMNS");
  if (variable != nullptr && absl::SimpleAtoi(variable, &columns) && columns > 0) return columns;
  winsize size = {};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return kDefaultWidth;
}

bool TerminalHasColor() {
  const char* no_color = std::getenv("NO_COLOR");
  if (no_color != nullptr && *no_color != '\0') return false;
  const char* kind = std::getenv("TERM");
  return isatty(STDOUT_FILENO) && kind != nullptr && std::strcmp(kind, "dumb") != 0;
}

bool PrintOut(absl::string_view text) {
  if (WriteAll(STDOUT_FILENO, text)) return true;
  PrintError(absl::StrCat("standard output: ", std::strerror(errno), ": what was printed is not whole"));
  return false;
}

void PrintError(absl::string_view message) {
  std::string lines;
  for (absl::string_view line : absl::StrSplit(message, '\n')) {
    absl::StrAppend(&lines, lines.empty() ? "caspian: " : "  ", OneLine(line), "\n");
  }
  WriteAll(STDERR_FILENO, lines);
}

ExitCode ExitCodeOf(const absl::Status& status) {
  if (status.ok()) return kExitOk;
  const pb::ErrorReason reason = ReasonOf(status);
  switch (reason) {
    case pb::ERROR_REASON_RULE_SET_INVALID:
    case pb::ERROR_REASON_RULE_SET_NOT_FOUND:
    case pb::ERROR_REASON_RULE_SET_DIGEST_MISMATCH:
    case pb::ERROR_REASON_STORE_INCOMPATIBLE:
    case pb::ERROR_REASON_STORE_FAILED:
      return kExitConfiguration;
    case pb::ERROR_REASON_COLLECTION_NOT_FOUND:
    case pb::ERROR_REASON_COLLECTION_NAME_INVALID:
    case pb::ERROR_REASON_RULE_NOT_FOUND:
    case pb::ERROR_REASON_JUDGEMENT_INVALID:
    case pb::ERROR_REASON_REQUEST_INVALID:
    case pb::ERROR_REASON_DOCUMENT_METADATA_INVALID:
      return kExitUsage;
    default:
      break;
  }
  switch (status.code()) {
    case absl::StatusCode::kUnavailable:
      return kExitUnavailable;
    case absl::StatusCode::kPermissionDenied:
    case absl::StatusCode::kUnauthenticated:
      return kExitAccess;
    case absl::StatusCode::kCancelled:
      return kExitInterrupted;
    default:
      return kExitSomeDocumentsFailed;
  }
}

}  // namespace caspian::cli
