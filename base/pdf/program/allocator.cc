// An allocation that fails ends the program at once with a code of its own. Poppler would abort, or go on with a null
// pointer, and the parent could not tell a PDF that needs too much memory from one that breaks poppler.
// glibc's own allocator does the work (its documentation, "Replacing malloc", names what must be replaced together).
#include <unistd.h>

#include <cerrno>
#include <cstddef>

#include "base/pdf/exit_codes.h"

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
extern "C" {

void* __libc_malloc(size_t size);
void* __libc_calloc(size_t count, size_t size);
void* __libc_realloc(void* block, size_t size);
void* __libc_memalign(size_t alignment, size_t size);
void __libc_free(void* block);

namespace {

void* OrEnd(void* block) {
  if (!block) _exit(concord::pdf::kExitNoMemory);
  return block;
}

}  // namespace

void* malloc(size_t size) { return OrEnd(__libc_malloc(size)); }
void* calloc(size_t count, size_t size) { return OrEnd(__libc_calloc(count, size)); }
void* realloc(void* block, size_t size) {
  void* grown = __libc_realloc(block, size);
  return size == 0 ? grown : OrEnd(grown);  // glibc frees for a size of 0, and returns null
}
void* memalign(size_t alignment, size_t size) { return OrEnd(__libc_memalign(alignment, size)); }
void* aligned_alloc(size_t alignment, size_t size) { return OrEnd(__libc_memalign(alignment, size)); }
int posix_memalign(void** block, size_t alignment, size_t size) {
  *block = OrEnd(__libc_memalign(alignment, size));
  return 0;
}
void free(void* block) { __libc_free(block); }

}  // extern "C"
#endif
