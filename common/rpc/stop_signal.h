#ifndef CASPIAN_COMMON_RPC_STOP_SIGNAL_H_
#define CASPIAN_COMMON_RPC_STOP_SIGNAL_H_

#include <signal.h>

namespace caspian::rpc {

// SIGTERM and SIGINT as something to wait for. Made in main before any other thread: threads made later inherit the
// block, so that no signal ends the process unheard.
class StopSignal {
 public:
  StopSignal();

  // Waits for the first of them and gives its number. From then on a second one ends the process at once, as by
  // default.
  int Wait();

  // Ends Wait as SIGTERM does; from any thread, also before Wait.
  static void Raise();

 private:
  sigset_t signals_;
};

}  // namespace caspian::rpc

#endif  // CASPIAN_COMMON_RPC_STOP_SIGNAL_H_
