#include "base/crypto/digest.h"

#include <openssl/evp.h>

#include <stdexcept>
#include <utility>

namespace concord::crypto {

Digest::Digest() : context_(EVP_MD_CTX_new()) { Begin(); }

Digest::Digest(Digest&& other) noexcept : context_(std::exchange(other.context_, nullptr)) {}

Digest::~Digest() { EVP_MD_CTX_free(context_); }

void Digest::Begin() {
  if (!context_ || EVP_DigestInit_ex(context_, EVP_sha256(), nullptr) != 1)
    throw std::runtime_error("OpenSSL offers no SHA-256");
}

void Digest::Add(std::string_view bytes) { EVP_DigestUpdate(context_, bytes.data(), bytes.size()); }

std::string Digest::Take() {
  std::string digest(32, '\0');
  EVP_DigestFinal_ex(context_, reinterpret_cast<unsigned char*>(digest.data()), nullptr);
  Begin();
  return digest;
}

}  // namespace concord::crypto
