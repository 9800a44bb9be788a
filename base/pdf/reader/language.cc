#include <algorithm>

#include "base/pdf/reader/extract.h"

namespace concord::pdf::reader {
namespace {

constexpr size_t kLongestTag = 35;
constexpr size_t kEndOfFile = 4 << 20;  // looked through from the back, so that a huge file costs no time

// The catalog's object, where it stands in the open; of several the last, because a change is appended. Empty: nowhere.
std::string_view FindCatalog(std::string_view pdf) {
  const size_t catalog = std::max(pdf.rfind("/Type/Catalog") + 1, pdf.rfind("/Type /Catalog") + 1);
  if (catalog == 0) return {};
  const size_t begin = pdf.rfind(" obj", catalog);
  const size_t end = pdf.find("endobj", catalog);
  if (begin == pdf.npos || end == pdf.npos || end - begin > 1 << 16) return {};
  return pdf.substr(begin, end - begin);
}

// The text between two marks, from `at` on.
std::string_view Between(std::string_view text, std::string_view open, std::string_view close) {
  const size_t from = text.find(open);
  if (from == text.npos) return {};
  const size_t start = from + open.size();
  const size_t end = text.find(close, start);
  return end == text.npos ? std::string_view() : text.substr(start, end - start);
}

std::string Tag(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const size_t first = text.find_first_not_of(kSpace);
  if (first == text.npos) return {};
  text = text.substr(first, text.find_last_not_of(kSpace) - first + 1);
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  };
  return text.size() <= kLongestTag && std::ranges::all_of(text, fits) ? std::string(text) : std::string();
}

}  // namespace

std::string FindLanguage(std::string_view xmp, std::string_view pdf) {
  // dc:language is a bag of names (XMP specification part 1, 8.3); the first one is the document's. x-default is none.
  const std::string from_xmp = Tag(Between(Between(xmp, "<dc:language>", "</dc:language>"), "<rdf:li>", "</rdf:li>"));
  if (!from_xmp.empty() && from_xmp != "x-default") return from_xmp;

  // ISO 32000-1, 14.9.2: /Lang in the catalog. poppler-cpp has no way to ask. It stands near the end or the start of
  // the file; parts of a page have /Lang too, so that it is looked for inside the catalog's own object alone.
  std::string_view object = FindCatalog(pdf.substr(pdf.size() - std::min(pdf.size(), kEndOfFile)));
  if (object.empty()) object = FindCatalog(pdf.substr(0, kEndOfFile));
  const size_t lang = object.find("/Lang");
  if (lang == object.npos) return {};
  const std::string_view value = object.substr(lang + 5);
  const size_t open = value.find_first_not_of(" \t\r\n");
  if (open == value.npos || value[open] != '(') return {};
  return Tag(Between(value, "(", ")"));
}

}  // namespace concord::pdf::reader
