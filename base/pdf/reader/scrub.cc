#include "base/pdf/reader/scrub.h"

#include <algorithm>
#include <initializer_list>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>
#include <string_view>

#include "base/core/text.h"
#include "base/media/media.h"

namespace concord::pdf::reader {
namespace {

using Object = QPDFObjectHandle;
constexpr int kDeepest = 200;

bool IsName(Object dict, const std::string& key, std::initializer_list<std::string_view> names) {
  if (!dict.isDictionary()) return false;
  Object name = dict.getKey(key);
  return name.isName() && std::find(names.begin(), names.end(), name.getName()) != names.end();
}

void Clear(Object dict) {
  for (const auto& key : dict.getKeys()) dict.removeKey(key);
}

void Remove(Object dict, std::initializer_list<const char*> keys) {
  for (const char* key : keys) dict.removeKey(key);
}

// A dictionary whose values are all dictionaries or streams of that kind: /AA holds actions, /EF streams.
template <typename Is>
bool HoldsOnly(Object dict, const Is& is) {
  if (!dict.isDictionary()) return false;
  const auto keys = dict.getKeys();
  return !keys.empty() &&
         std::all_of(keys.begin(), keys.end(), [&](const std::string& key) { return is(dict.getKey(key)); });
}

bool IsAction(Object object) { return object.isDictionary() && object.hasKey("/S"); }
bool IsStream(Object object) { return object.isStream(); }
bool IsFile(Object object) { return object.isDictionary() && IsName(object, "/Type", {"/Filespec", "/F"}); }

bool AreFiles(Object object) {
  if (!object.isArray()) return IsFile(object);
  for (auto& one : object.getArrayAsVector()) {
    if (!IsFile(one)) return false;
  }
  return true;
}

// XMP; not an XObject that is named so.
bool IsMetadata(Object object) {
  return object.isStream() &&
         (IsName(object.getDict(), "/Type", {"/Metadata"}) || IsName(object.getDict(), "/Subtype", {"/XML"}));
}

// What runs, plays, sends or leads to other files (ISO 32000-1, 12.6.4).
bool IsUnwanted(Object action) {
  if (IsName(action, "/S",
             {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie",
              "/Sound", "/RichMediaExecute", "/GoTo3DView"}))
    return true;
  if (!IsName(action, "/S", {"/URI"})) return false;
  Object address = action.getKey("/URI");
  const std::string text = address.isString() ? text::LowerAscii(address.getStringValue()) : "";
  for (const std::string_view fine : {"http:", "https:", "mailto:"}) {
    if (text.compare(0, fine.size(), fine) == 0) return false;
  }
  return true;
}

void ScrubNote(Object note) {
  Remove(note, {"/NM", "/M", "/CreationDate"});
  if (!IsName(note, "/Subtype", {"/Widget"})) note.removeKey("/T");  // of a field, /T is its name
  if (IsName(note, "/Subtype", {"/FileAttachment", "/Movie", "/Sound", "/Screen", "/RichMedia", "/3D"}))
    Remove(note, {"/FS", "/Movie", "/Sound", "/RichMediaContent", "/RichMediaSettings", "/3DD", "/Contents", "/A"});
}

void ScrubDictionary(Object dict) {
  if (IsName(dict, "/Type", {"/Sig", "/DocTimeStamp"}) || (dict.hasKey("/ByteRange") && dict.hasKey("/Contents")))
    return Clear(dict);
  if (IsUnwanted(dict)) return Clear(dict);
  if (IsMetadata(dict.getKey("/Metadata"))) dict.removeKey("/Metadata");
  if (HoldsOnly(dict.getKey("/AA"), IsAction)) dict.removeKey("/AA");
  if (HoldsOnly(dict.getKey("/EF"), IsStream)) dict.removeKey("/EF");
  if (AreFiles(dict.getKey("/AF"))) dict.removeKey("/AF");
  if (Object data = dict.getKey("/PieceInfo"); data.isDictionary()) dict.removeKey("/PieceInfo");
  if (dict.getKey("/LastModified").isString()) dict.removeKey("/LastModified");
  if (Object usage = dict.getKey("/Usage"); usage.isDictionary()) Remove(usage, {"/CreatorInfo", "/User"});
  if (IsName(dict, "/Type", {"/Thread"})) dict.removeKey("/I");
  if (IsName(dict, "/Type", {"/DPart"})) dict.removeKey("/DPM");
  if (IsFile(dict)) Remove(dict, {"/EF", "/RF", "/F", "/UF", "/DOS", "/Mac", "/Unix", "/Desc", "/ID"});
  if (dict.getKey("/Subtype").isName() && dict.getKey("/Rect").isArray()) ScrubNote(dict);
}

void Walk(Object object, int depth) {
  if (depth > kDeepest) return;
  if (object.isStream()) {
    Object dict = object.getDict();
    Remove(dict, {"/F", "/FFilter", "/FDecodeParms"});  // bytes of another file
    return Walk(dict, depth + 1);
  }
  if (object.isArray()) {
    for (auto& one : object.getArrayAsVector()) {
      if (!one.isIndirect()) Walk(one, depth + 1);
    }
  } else if (object.isDictionary()) {
    ScrubDictionary(object);
    for (const auto& key : object.getKeys()) {
      if (Object value = object.getKey(key); !value.isIndirect()) Walk(value, depth + 1);
    }
  }
}

// A photograph lies in a PDF as its camera wrote it.
void ScrubPhotograph(Object stream) {
  if (!stream.isStream()) return;
  Object filter = stream.getDict().getKey("/Filter");
  if (filter.isArray() && filter.getArrayNItems() == 1) filter = filter.getArrayItem(0);
  if (!filter.isName() || (filter.getName() != "/DCTDecode" && filter.getName() != "/DCT")) return;
  const auto data = stream.getRawStreamData();
  const auto stripped = media::StripJpeg({reinterpret_cast<const char*>(data->getBuffer()), data->getSize()});
  Object parameters = stream.getDict().getKey("/DecodeParms");
  if (stripped) stream.replaceStreamData(*stripped, filter, parameters);
}

void ScrubCatalog(QPDF& pdf) {
  Object root = pdf.getRoot();
  Remove(root, {"/Metadata", "/PieceInfo", "/OpenAction", "/AA", "/Perms", "/DSS", "/Collection", "/AF", "/SpiderInfo",
                "/Requirements", "/Legal"});
  if (Object names = root.getKey("/Names"); names.isDictionary())
    Remove(names, {"/EmbeddedFiles", "/JavaScript", "/Renditions", "/AlternatePresentations"});
  if (Object form = root.getKey("/AcroForm"); form.isDictionary()) Remove(form, {"/XFA", "/SigFlags"});
  // Properties, and an identity that other copies of the file share.
  Object trailer = pdf.getTrailer();
  for (const auto& key : trailer.getKeys()) {
    if (key != "/Root" && key != "/Size" && key != "/Encrypt") trailer.removeKey(key);
  }
}

}  // namespace

void Scrub(QPDF& pdf) {
  ScrubCatalog(pdf);
  for (auto& object : pdf.getAllObjects()) {
    Walk(object, 0);
    ScrubPhotograph(object);
  }
}

}  // namespace concord::pdf::reader
