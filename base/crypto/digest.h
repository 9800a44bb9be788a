// SHA-256 over bytes that come in pieces. OpenSSL, because it uses the processor's own instructions: files of gigabytes
// are hashed with it. One thread an object.
#pragma once
#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace concord::crypto {

class Digest {
 public:
  Digest();
  ~Digest();
  Digest(Digest&& other) noexcept;
  Digest& operator=(Digest&&) = delete;
  void Add(std::string_view bytes);
  // 32 bytes. Begins anew.
  std::string Take();

 private:
  void Begin();
  evp_md_ctx_st* context_;
};

}  // namespace concord::crypto
