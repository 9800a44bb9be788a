// PDFs that tests write themselves: objects one after the other, a table of where they lie, a trailer.
#pragma once
#include <zlib.h>

#include <cstdio>
#include <string>
#include <vector>

namespace concord::pdf {

// Objects are numbered from 1; the first one is the catalog.
inline std::string PdfOf(const std::vector<std::string>& objects, const std::string& more_in_trailer = "") {
  std::string out = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
  std::vector<size_t> places;
  for (size_t i = 0; i < objects.size(); ++i) {
    places.push_back(out.size());
    out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const size_t table = out.size();
  out += "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
  for (const size_t place : places) {
    char line[32];
    std::snprintf(line, sizeof line, "%010zu 00000 n \n", place);
    out += line;
  }
  return out + "trailer\n<</Size " + std::to_string(objects.size() + 1) + "/Root 1 0 R" + more_in_trailer +
         ">>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
}

inline std::string Stream(const std::string& bytes, const std::string& more = "") {
  return "<</Length " + std::to_string(bytes.size()) + more + ">>stream\n" + bytes + "\nendstream";
}

inline std::string Ref(size_t object) { return std::to_string(object) + " 0 R"; }

// One page an element, each a content stream; fonts F1 and so on are what `fonts` define. `catalog` goes into the
// catalog.
struct Pages {
  std::vector<std::string> contents;
  std::vector<std::string> fonts = {
      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
      "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/MacRomanEncoding>>",
      "<</Type/Font/Subtype/TrueType/BaseFont/Arial/Encoding/WinAnsiEncoding>>",
  };
  std::string catalog;
  std::string trailer;
  std::vector<std::string> more;  // objects after all others
};

inline std::string Pdf(const Pages& pages) {
  const size_t first_font = 3, first_page = first_font + pages.fonts.size();
  std::string fonts, kids;
  for (size_t i = 0; i < pages.fonts.size(); ++i) fonts += "/F" + std::to_string(i + 1) + " " + Ref(first_font + i);
  for (size_t i = 0; i < pages.contents.size(); ++i) kids += Ref(first_page + 2 * i) + " ";
  std::vector<std::string> objects = {"<</Type/Catalog/Pages 2 0 R" + pages.catalog + ">>",
                                      "<</Type/Pages/Kids[" + kids + "]/Count " +
                                          std::to_string(pages.contents.size()) +
                                          "/MediaBox[0 0 612 792]/Resources<</Font<<" + fonts + ">>>>>>"};
  objects.insert(objects.end(), pages.fonts.begin(), pages.fonts.end());
  for (size_t i = 0; i < pages.contents.size(); ++i) {
    objects.push_back("<</Type/Page/Parent 2 0 R/Contents " + Ref(first_page + 2 * i + 1) + ">>");
    objects.push_back(Stream(pages.contents[i]));
  }
  objects.insert(objects.end(), pages.more.begin(), pages.more.end());
  return PdfOf(objects, pages.trailer);
}

// Shows `bytes`, in the font's own encoding, as one line.
inline std::string Line(const std::string& bytes, int font = 1, int y = 700) {
  return "BT /F" + std::to_string(font) + " 12 Tf 72 " + std::to_string(y) + " Td (" + bytes + ") Tj ET\n";
}

// A mebibyte, again and again, deflated; then deflated again for each further layer, so that a small file holds much.
inline std::string Deflated(const std::string& block, size_t bytes, int layers = 1) {
  std::string out;
  z_stream stream{};
  deflateInit(&stream, 1);
  std::string room(1 << 16, '\0');
  for (size_t done = 0; done < bytes; done += block.size()) {
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(block.data()));
    stream.avail_in = static_cast<uInt>(block.size());
    const int flush = done + block.size() >= bytes ? Z_FINISH : Z_NO_FLUSH;
    do {
      stream.next_out = reinterpret_cast<Bytef*>(room.data());
      stream.avail_out = static_cast<uInt>(room.size());
      deflate(&stream, flush);
      out.append(room, 0, room.size() - stream.avail_out);
    } while (stream.avail_out == 0);
  }
  deflateEnd(&stream);
  for (; layers > 1; --layers) {
    uLongf size = compressBound(out.size());
    std::string packed(size, '\0');
    compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(out.data()), out.size(),
              9);
    packed.resize(size);
    out = std::move(packed);
  }
  return out;
}

}  // namespace concord::pdf
