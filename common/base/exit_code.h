#ifndef CASPIAN_COMMON_BASE_EXIT_CODE_H_
#define CASPIAN_COMMON_BASE_EXIT_CODE_H_

namespace caspian {

// What the programs end with.
enum ExitCode : int {
  kExitOk = 0,
  kExitSomeDocumentsFailed = 1,
  kExitUsage = 2,
  kExitConfiguration = 3,  // rules or configuration
  kExitUnavailable = 4,    // a server can't be reached, or its address is taken
  kExitAccess = 5,
  kExitInterrupted = 130,
};

}  // namespace caspian

#endif  // CASPIAN_COMMON_BASE_EXIT_CODE_H_
