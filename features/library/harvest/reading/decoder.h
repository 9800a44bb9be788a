// Bytes of an answer to text that XML allows, piece by piece. Sources declare one encoding and send another: a sequence
// that is good UTF-8 is taken for UTF-8, whatever was declared, and any other byte for what was declared, or else for
// Windows-1252. UTF-16 and encodings of several bytes a character go through iconv. One thread; memory of a few bytes.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace concord::library::harvest {

class Decoder {
 public:
  // `charset`: of the HTTP header; what the document says of itself weighs more.
  explicit Decoder(std::string charset) : charset_(std::move(charset)) {}
  ~Decoder();
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;

  // Appends UTF-8 without the characters that XML 1.0 has no place for.
  void Feed(std::string_view bytes, std::string& out);
  void End(std::string& out);
  // Bytes that were not what the document or the header declared.
  int64_t mended() const { return mended_; }

 private:
  void Begin();
  void Convert(std::string& out, bool last);
  void ConvertBytes(std::string& out, bool last);
  void ConvertByIconv(std::string& out, bool last);
  void Put(std::string& out, uint32_t code) const;

  std::string charset_, held_;
  bool begun_ = false;
  bool declared_single_ = false;  // an encoding of one byte a character was declared: its bytes are no fault
  void* iconv_ = nullptr;
  std::array<uint32_t, 128> upper_{};  // what the bytes 80 to FF stand for
  int64_t mended_ = 0;
};

}  // namespace concord::library::harvest
