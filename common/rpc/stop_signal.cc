#include "common/rpc/stop_signal.h"

#include <unistd.h>

namespace caspian::rpc {

StopSignal::StopSignal() {
  sigemptyset(&signals_);
  sigaddset(&signals_, SIGTERM);
  sigaddset(&signals_, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
}

int StopSignal::Wait() {
  int received = 0;
  while (sigwait(&signals_, &received) != 0) {
  }
  pthread_sigmask(SIG_UNBLOCK, &signals_, nullptr);
  return received;
}

void StopSignal::Raise() { kill(getpid(), SIGTERM); }

}  // namespace caspian::rpc
