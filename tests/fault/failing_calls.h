// Makes one call of the system fail: the n-th write, or the n-th fsync, on a file below a folder. The functions of the
// C library are replaced in the program that links this, or that preloads it as a module (LD_PRELOAD) with
// CASPIAN_FAIL="write 17 EIO /folder" in its environment; it tells on standard error which file it was.
#ifndef CASPIAN_TESTS_FAULT_FAILING_CALLS_H_
#define CASPIAN_TESTS_FAULT_FAILING_CALLS_H_

#include <string>

namespace caspian::fault {

enum class Call { kNone, kWrite, kSync };

struct Plan {
  Call call = Call::kNone;
  // The first of those calls is 1.
  int nth = 0;
  int error = 0;
  // The start of the names of the files that count.
  std::string folder;
};

// From now on, counting from one. Not while other threads write there.
void SetPlan(const Plan& plan);
// Calls of the planned kind since SetPlan.
int CallCount();
// True where the planned call was made, and failed.
bool HasFailed();
// True where nothing that must be kept was on the way: SQLite passes over an fsync of a folder that failed, which is
// why a store makes its own, and its index of the log (-shm) is made anew whenever it is missing.
bool WasHarmless();

}  // namespace caspian::fault

#endif  // CASPIAN_TESTS_FAULT_FAILING_CALLS_H_
