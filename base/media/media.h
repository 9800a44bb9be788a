// Files that people give: what they are, by their bytes, and the same without what says who made them, where and when.
// Pure functions of untrusted bytes; safe from any thread. PDFs need a process of their own (base/pdf/clean.h).
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace concord::media {

enum class Kind { kPdf, kJpeg, kPng, kText };

// By content, never by a name. nullopt: none of these.
std::optional<Kind> KindOf(std::string_view bytes);

// Without EXIF, XMP, IPTC, comments, thumbnails, colour profiles (screens write their serial numbers into them),
// further pictures and whatever follows the picture; what remains of EXIF is which side is up. The picture's own data
// are taken over bit by bit: ITU-T T.81, annex B; JFIF 1.02; Exif 2.32, 4.6. nullopt: no whole head of a JPEG, or no
// picture.
std::optional<std::string> StripJpeg(std::string_view bytes);

// Without texts, times, EXIF (but which side is up), colour profiles, chunks that nobody registered and whatever
// follows the picture: PNG, third edition, 5 and 11. nullopt: damaged, by its lengths, order or checksums.
std::optional<std::string> StripPng(std::string_view bytes);

// As UTF-8: what is that already as it stands, anything else read as Windows-1252. nullopt: no text, as it has control
// characters other than tabulators and ends of lines.
std::optional<std::string> PlainText(std::string_view bytes);

}  // namespace concord::media
