// SHA-256 over bytes that come in pieces. OpenSSL, because it uses the processor's own instructions: a backup of
// gigabytes is hashed twice. One thread.
#pragma once
#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace concord::backup {

class Digest {
 public:
  Digest();
  ~Digest();
  void Add(std::string_view bytes);
  // 32 bytes. Begins anew.
  std::string Take();

 private:
  void Begin();
  evp_md_ctx_st* context_;
};

std::string Hex(std::string_view bytes);

}  // namespace concord::backup
