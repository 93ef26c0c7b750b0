#include "tests/fault/failing_calls.h"

#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace caspian::fault {
namespace {

std::atomic<int> g_count{0};
std::atomic<bool> g_harmless{false};

int ErrorOf(const char* name) { return std::strcmp(name, "ENOSPC") == 0 ? ENOSPC : EIO; }

Plan PlanOfEnvironment() {
  Plan plan;
  const char* text = std::getenv("CASPIAN_FAIL");
  char call[8], error[8], folder[PATH_MAX];
  if (text == nullptr || std::sscanf(text, "%7s %d %7s %4095s", call, &plan.nth, error, folder) != 4) return plan;
  plan.call = std::strcmp(call, "fsync") == 0 ? Call::kSync : Call::kWrite;
  plan.error = ErrorOf(error);
  plan.folder = folder;
  return plan;
}

Plan& PlanNow() {
  static Plan& plan = *new Plan(PlanOfEnvironment());
  return plan;
}

std::string PathOf(int descriptor) {
  char link[64], path[PATH_MAX];
  std::snprintf(link, sizeof(link), "/proc/self/fd/%d", descriptor);
  const ssize_t size = readlink(link, path, sizeof(path));
  return std::string(path, size < 0 ? 0 : static_cast<size_t>(size));
}

bool EndsWith(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

// On standard error, past what this file replaces.
void Tell(const std::string& path) {
  if (std::getenv("CASPIAN_FAIL") == nullptr) return;
  const std::string line = "refused: " + path + (g_harmless ? " (harmless)\n" : "\n");
  syscall(SYS_write, STDERR_FILENO, line.data(), line.size());
}

// True where this call is the one that must fail; errno is set.
bool Fails(Call call, int descriptor) {
  const Plan& plan = PlanNow();
  if (plan.call != call) return false;
  const std::string path = PathOf(descriptor);
  if (path.compare(0, plan.folder.size(), plan.folder) != 0 || ++g_count != plan.nth) return false;
  struct stat file;
  g_harmless = EndsWith(path, "-shm") || (fstat(descriptor, &file) == 0 && S_ISDIR(file.st_mode));
  Tell(path);
  errno = plan.error;
  return true;
}

}  // namespace

void SetPlan(const Plan& plan) {
  PlanNow() = plan;
  g_count = 0;
  g_harmless = false;
}

int CallCount() { return g_count; }

bool WasHarmless() { return g_harmless; }

bool HasFailed() { return PlanNow().nth > 0 && g_count >= PlanNow().nth; }

}  // namespace caspian::fault

using caspian::fault::Call;
using caspian::fault::Fails;

// These stand before the C library's own.
extern "C" {

ssize_t write(int descriptor, const void* bytes, size_t size) {
  return Fails(Call::kWrite, descriptor) ? -1 : syscall(SYS_write, descriptor, bytes, size);
}
ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t offset) {
  return Fails(Call::kWrite, descriptor) ? -1 : syscall(SYS_pwrite64, descriptor, bytes, size, offset);
}
ssize_t pwrite64(int descriptor, const void* bytes, size_t size, off64_t offset) {
  return Fails(Call::kWrite, descriptor) ? -1 : syscall(SYS_pwrite64, descriptor, bytes, size, offset);
}
int fsync(int descriptor) {
  return Fails(Call::kSync, descriptor) ? -1 : static_cast<int>(syscall(SYS_fsync, descriptor));
}
int fdatasync(int descriptor) {
  return Fails(Call::kSync, descriptor) ? -1 : static_cast<int>(syscall(SYS_fdatasync, descriptor));
}

}  // extern "C"
