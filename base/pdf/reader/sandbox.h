// What concord-pdf takes away from itself before it looks at a PDF, and what its allocator does at the limit.
// Called once, by a program with one thread. None of it can be taken back.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>

namespace concord::pdf::reader {

struct Bounds {
  uint64_t processor_seconds = 60;
  uint64_t address_space_bytes = 0;  // 0: none, for sanitizers, which reserve terabytes
};

// Limits of the kernel: processor time, address space, no file grows, no core is written, no process is started, few
// descriptors; no new privileges, no peeking by other processes of the same user; killed when the parent dies; folder
// /, no descriptor above `last_descriptor`. Empty, or what failed.
std::string TakeBounds(const Bounds& bounds, int last_descriptor);

// A list of system calls that remain: reading and writing what is open, memory that is not executable, time, ending.
// Anything else fails with EPERM. Files cannot be opened, but, where the kernel has Landlock, those beneath
// `data_folder` for reading: poppler's tables of East Asian encodings. Empty, or what failed.
std::string LockDown(const std::string& data_folder);

}  // namespace concord::pdf::reader
