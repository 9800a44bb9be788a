#include "features/library/exchange/encoding.h"

#include <algorithm>
#include <array>

#include "base/core/text.h"

namespace concord::library::exchange {
namespace {

uint8_t Byte(std::string_view bytes, size_t at) { return static_cast<uint8_t>(bytes[at]); }

// The length of the UTF-8 sequence at `at`; 0 where there is none.
size_t SequenceLength(std::string_view bytes, size_t at) {
  const uint8_t lead = Byte(bytes, at);
  if (lead < 0x80) return 1;
  const size_t length = lead >= 0xF0 && lead <= 0xF4  ? 4
                        : lead >= 0xE0 && lead < 0xF0 ? 3
                        : lead >= 0xC2 && lead < 0xE0 ? 2
                                                      : 0;
  if (length == 0 || at + length > bytes.size()) return 0;
  return text::IsValidUtf8(bytes.substr(at, length)) ? length : 0;
}

std::string FromUtf16(std::string_view bytes, bool big_endian) {
  std::string out;
  out.reserve(bytes.size());
  const auto unit = [&](size_t at) -> uint32_t {
    return big_endian ? Byte(bytes, at) << 8 | Byte(bytes, at + 1) : Byte(bytes, at + 1) << 8 | Byte(bytes, at);
  };
  for (size_t at = 0; at + 1 < bytes.size(); at += 2) {
    uint32_t code = unit(at);
    if (code >= 0xD800 && code < 0xDC00 && at + 3 < bytes.size()) {
      const uint32_t low = unit(at + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        at += 2;
      }
    }
    text::AppendUtf8(out, code);
  }
  return out;
}

// Text without its mark still shows itself: every second byte of Latin text is zero.
enum class Utf16 { kNo, kLittle, kBig };
Utf16 LooksLikeUtf16(std::string_view bytes) {
  const size_t sample = std::min<size_t>(bytes.size(), 4096) & ~size_t{1};
  if (sample < 8) return Utf16::kNo;
  size_t even = 0, odd = 0;
  for (size_t at = 0; at < sample; ++at) (at % 2 ? odd : even) += bytes[at] == 0;
  if (odd * 10 >= sample * 3 && even * 20 < sample) return Utf16::kLittle;
  if (even * 10 >= sample * 3 && odd * 20 < sample) return Utf16::kBig;
  return Utf16::kNo;
}

constexpr std::array<uint16_t, 32> kWindows1252 = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                                   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

std::string FromWindows1252(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (size_t at = 0; at < bytes.size(); ++at) {
    const uint8_t byte = Byte(bytes, at);
    if (byte < 0x80) {
      out += static_cast<char>(byte);
    } else {
      text::AppendUtf8(out, byte < 0xA0 ? kWindows1252[byte - 0x80] : byte);
    }
  }
  return out;
}

struct Census {
  size_t sequences = 0, broken = 0;
  int first_broken_line = 0;
};

Census Count(std::string_view bytes) {
  Census census;
  int line = 1;
  for (size_t at = 0; at < bytes.size();) {
    const size_t length = SequenceLength(bytes, at);
    if (bytes[at] == '\n') ++line;
    if (length == 0 && census.broken++ == 0) census.first_broken_line = line;
    census.sequences += length > 1;
    at += std::max<size_t>(length, 1);
  }
  return census;
}

std::string Repair(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (size_t at = 0; at < bytes.size();) {
    const size_t length = SequenceLength(bytes, at);
    if (length == 0) {
      out += "\uFFFD";
      ++at;
      continue;
    }
    out.append(bytes.substr(at, length));
    at += length;
  }
  return out;
}

}  // namespace

std::string Decode(std::string_view bytes, Problems& problems) {
  if (bytes.size() > kMaxFileBytes) {
    problems.Fatal(1, "library.import.file_too_large", {{"limit", "64"}});
    return {};
  }
  const bool little = bytes.starts_with("\xFF\xFE"), big = bytes.starts_with("\xFE\xFF");
  const Utf16 guess = little || big ? Utf16::kNo : LooksLikeUtf16(bytes);
  if (little || big || guess != Utf16::kNo) {
    problems.Note(1, "library.import.converted_encoding", {{"encoding", "UTF-16"}});
    return FromUtf16(little || big ? bytes.substr(2) : bytes, big || guess == Utf16::kBig);
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (text::IsValidUtf8(bytes)) return std::string(bytes);
  const Census census = Count(bytes);
  if (census.sequences < census.broken) {
    problems.Note(census.first_broken_line, "library.import.converted_encoding", {{"encoding", "Windows-1252"}});
    return FromWindows1252(bytes);
  }
  problems.Note(census.first_broken_line, "library.import.broken_utf8", {{"count", std::to_string(census.broken)}});
  return Repair(bytes);
}

uint32_t NextCodePoint(std::string_view text, size_t& at) {
  const size_t length = SequenceLength(text, at);
  const uint8_t lead = Byte(text, at);
  if (length <= 1) {
    ++at;
    return length == 0 ? 0xFFFD : lead;
  }
  uint32_t code = lead & (0xFF >> (length + 1));
  for (size_t i = 1; i < length; ++i) code = code << 6 | (Byte(text, at + i) & 0x3F);
  at += length;
  return code;
}

}  // namespace concord::library::exchange
