// How concord-pdf ends where it cannot say so in a frame. Not for other folders.
#pragma once

namespace concord::pdf {

inline constexpr int kExitUsage = 2;
inline constexpr int kExitNoMemory = 70;   // an allocation failed: its memory is at the limit
inline constexpr int kExitNoSandbox = 71;  // a limit or the filter could not be set, so nothing was read
inline constexpr int kExitNoPipe = 72;     // the parent is gone

}  // namespace concord::pdf
