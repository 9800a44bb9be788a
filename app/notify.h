// Tells the service manager that started this program where it stands (sd_notify(3)'s protocol: a datagram to the
// socket that NOTIFY_SOCKET names). Without such a socket nothing happens. Any thread may call.
#pragma once
#include <string_view>

namespace concord::app {

// "READY=1", "STOPPING=1".
void TellServiceManager(std::string_view state);

}  // namespace concord::app
