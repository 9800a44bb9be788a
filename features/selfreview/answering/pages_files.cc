#include <algorithm>
#include <nlohmann/json.hpp>

#include "features/selfreview/answering/files.h"

namespace concord::selfreview::answering {
namespace {

using Json = nlohmann::ordered_json;

constexpr char kFilePolicy[] =
    "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

struct Form {
  const char *type, *ending;
};
// A table in text form is given as text: a spreadsheet would run what looks like a formula.
Form FormOf(media::Kind kind) {
  switch (kind) {
    case media::Kind::kPdf:
      return {"application/pdf", ".pdf"};
    case media::Kind::kJpeg:
      return {"image/jpeg", ".jpg"};
    case media::Kind::kPng:
      return {"image/png", ".png"};
    case media::Kind::kText:
      break;
  }
  return {"text/plain; charset=utf-8", ".txt"};
}

std::string SizeInWords(const Words& words, int64_t bytes) {
  constexpr int64_t kKilo = 1000, kMega = 1'000'000;
  if (bytes < kMega)
    return words.Say("reviews.files.kb", {{"size", words.Number(std::max<int64_t>(1, (bytes + kKilo / 2) / kKilo))}});
  return words.Say("reviews.files.mb", {{"size", words.Decimal(static_cast<double>(bytes) / kMega)}});
}

bool IsScript(const http::Request& request) { return request.headers.Has("X-Concord-Save"); }

const http::Upload* FileIn(const http::Request& request) {
  const auto found = std::ranges::find(request.uploads, "file", &http::Upload::field);
  return found == request.uploads.end() ? nullptr : &*found;
}

Error FileError(const char* what) { return {ErrorKind::kInvalid, std::string("reviews.files.error.") + what, {}, {}}; }

// What the page itself can show; anything else is a page of its own.
bool IsForThePage(const Error& error) {
  return error.kind == ErrorKind::kInvalid || error.kind == ErrorKind::kUnavailable;
}

}  // namespace

std::string FileInWords(const Words& words, int64_t number, const EvidenceFile& file) {
  return words.Say("reviews.files.file", {{"number", words.Number(number)},
                                          {"kind", words.Say("reviews.files.kind." + std::string(NameOf(file.kind)))},
                                          {"size", SizeInWords(words, file.bytes)}});
}

std::vector<views::FileRow> FileRowsOf(const Words& words, const std::string& base, std::string_view item,
                                       const std::vector<OwnFile>& files) {
  std::vector<views::FileRow> rows;
  for (const OwnFile& one : files) {
    if (one.item != item) continue;
    rows.push_back(
        {one.file.id, FileInWords(words, one.number, one.file), base + "/files/" + one.item + "/" + one.file.id});
  }
  return rows;
}

http::Response GiveFile(db::Database& database, const Evidence::Kept& kept, int64_t number) {
  const Form form = FormOf(kept.file.kind);
  http::Response response;
  response.Header("Content-Type", form.type)
      .Header("Content-Disposition",
              http::Response::Disposition("attachment", "file-" + std::to_string(number) + form.ending))
      .Header("Cache-Control", "private, no-store")
      .Header("X-Content-Type-Options", "nosniff")
      .Header("Referrer-Policy", "no-referrer")
      .Header("Cross-Origin-Resource-Policy", "same-origin")
      .Header("Content-Security-Policy", kFilePolicy);
  response.stream = http::Response::Stream{
      static_cast<uint64_t>(kept.object.bytes),
      [&database, object = kept.object](uint64_t offset) { return objects::ReadAt(database, object, offset); }};
  return response;
}

struct FilePages::Desk {
  Room room;
  size_t item = 0;

  const std::string& id() const { return room.instrument().items[item].id; }
  std::string address() const { return room.base + "/files/" + id(); }
  std::string question() const {
    return room.base + "/answer/" + room.instrument().dimensions[room.instrument().items[item].dimension] + "#q-" +
           id();
  }
};

Result<FilePages::Desk> FilePages::DeskOf(const http::Request& request) const {
  auto room = RoomOf(d_, request);
  if (!room) return std::unexpected(room.error());
  const auto at = room->instrument().Find(std::string(request.params.Get("item")));
  if (room->me && (!at || !room->instrument().items[*at].asks.contains(room->me->group)))
    return Fail(ErrorKind::kNotFound, "error.not_found");
  return Desk{std::move(*room), at.value_or(0)};
}

http::Guard FilePages::Answering() const {
  const http::Guard anyone = d_.guards.Anyone();
  return {anyone.name, [anyone, *this](const http::Request& request) -> std::optional<http::Response> {
            if (auto refused = anyone.check(request)) return refused;
            const auto room = RoomOf(d_, request);
            if (!room) return ErrorFor(d_, request, room.error());
            if (room->me && room->open) return std::nullopt;
            if (!IsScript(request)) return http::Response::SeeOther(room->base + "/answer");
            const Words words(d_.frame, request);
            return http::Response::Json(Json{{"saved", false}, {"message", words.Say("reviews.error.gone")}}.dump(),
                                        409)
                .Header("Cache-Control", "no-store");
          }};
}

http::Response FilePages::PageFor(const http::Request& request, const Desk& desk,
                                  const std::optional<Error>& error) const {
  const Words words(d_.frame, request);
  const Room& room = desk.room;
  const auto files = d_.evidence.FilesOf(room.review, *room.me);
  if (!files) return ErrorFor(d_, request, files.error());
  views::FilesPage view;
  const Texts& texts = room.instrument().In(words.language());
  view.back = {desk.question(), texts.dimensions[room.instrument().items[desk.item].dimension].title};
  view.title = words.Say("reviews.files.title");
  view.statement = texts.items[desk.item].statement;
  view.action = desk.address();
  view.csrf = d_.frame.FormToken(request);
  view.files = FileRowsOf(words, room.base, desk.id(), *files);
  view.room = d_.evidence.Takes() && view.files.size() < kMaxFilesOfAnswer;
  if (error) view.error = InWords(words, *error);
  if (const std::string done(request.query.Get("done")); !error && (done == "added" || done == "removed"))
    view.done = words.Say("reviews.files.done." + done);
  const unsigned status = !error                                    ? 200
                          : error->kind == ErrorKind::kInvalid      ? 422
                          : error->key == "accounts.error.too_many" ? 429
                                                                    : 503;
  return PageOf(d_, request, error ? words.Say("reviews.part.error_title", {{"title", view.title}}) : view.title,
                views::Render(d_.frame.templates(), words.language(), view), status);
}

http::Response FilePages::JsonFor(const http::Request& request, const Desk& desk,
                                  const std::optional<Error>& error) const {
  const Words words(d_.frame, request);
  const auto files = d_.evidence.FilesOf(desk.room.review, *desk.room.me);
  Json json = {{"saved", !error}, {"message", error ? InWords(words, *error) : ""}};
  if (files) {
    json["files"] = Json::array();
    for (const auto& row : FileRowsOf(words, desk.room.base, desk.id(), *files))
      json["files"].push_back({{"id", row.id}, {"text", row.text}, {"href", row.href}});
  }
  const unsigned status = !error ? 200 : error->kind == ErrorKind::kInvalid ? 422 : 503;
  return http::Response::Json(json.dump(-1, ' ', false, Json::error_handler_t::replace), status)
      .Header("Cache-Control", "no-store");
}

http::Response FilePages::After(const http::Request& request, const Desk& desk, const Status& status,
                                const char* done) const {
  if (!status && !IsForThePage(status.error())) {
    if (status.error().kind == ErrorKind::kConflict && !IsScript(request))
      return http::Response::SeeOther(desk.room.base + "/answer");
    if (!IsScript(request)) return ErrorFor(d_, request, status.error());
  }
  const auto error = status ? std::nullopt : std::optional(status.error());
  if (IsScript(request)) return JsonFor(request, desk, error);
  if (error) return PageFor(request, desk, error);
  return http::Response::SeeOther(desk.address() + "?done=" + done);
}

http::Response FilePages::Show(const http::Request& request) const {
  const auto desk = DeskOf(request);
  if (!desk) return ErrorFor(d_, request, desk.error());
  if (!desk->room.me || !desk->room.open) return http::Response::SeeOther(desk->room.base + "/answer");
  return PageFor(request, *desk, std::nullopt);
}

http::Response FilePages::Add(const http::Request& request) const {
  const auto desk = DeskOf(request);
  if (!desk) return ErrorFor(d_, request, desk.error());
  if (auto status = d_.limit_files(request); !status) return After(request, *desk, status, "");
  const http::Upload* file = FileIn(request);
  // A browser sends an input without a file as a file without a name and without bytes.
  if (!file || (file->name.empty() && file->content().empty()))
    return After(request, *desk, std::unexpected(FileError("choose")), "");
  return After(request, *desk, d_.evidence.Add(desk->room.review, *desk->room.me, desk->id(), file->content()),
               "added");
}

http::Response FilePages::TooLarge(const http::Request& request) const {
  const auto desk = DeskOf(request);
  if (!desk) return ErrorFor(d_, request, desk.error());
  if (!desk->room.me) return http::Response::SeeOther(desk->room.base + "/answer");
  Error error = FileError("large");
  error.params = {{"mib", std::to_string(kMaxEvidenceFile >> 20)}};
  auto response = After(request, *desk, std::unexpected(error), "");
  response.status = 413;
  return response;
}

http::Response FilePages::Remove(const http::Request& request) const {
  const auto desk = DeskOf(request);
  if (!desk) return ErrorFor(d_, request, desk.error());
  Status removed = d_.evidence.Remove(desk->room.review, *desk->room.me, request.form.Get("file").substr(0, 64));
  // A second press of the button finds it gone already.
  if (!removed && removed.error().kind == ErrorKind::kNotFound) removed = {};
  return After(request, *desk, removed, "removed");
}

http::Response FilePages::Give(const http::Request& request) const {
  const auto desk = DeskOf(request);
  if (!desk) return ErrorFor(d_, request, desk.error());
  if (!desk->room.me) return d_.frame.ErrorPage(request, 404);
  const auto files = d_.evidence.FilesOf(desk->room.review, *desk->room.me);
  if (!files) return ErrorFor(d_, request, files.error());
  const auto one = std::ranges::find_if(*files, [&](const OwnFile& own) {
    return own.item == desk->id() && own.file.id == request.params.Get("upload");
  });
  if (one == files->end()) return d_.frame.ErrorPage(request, 404);
  const auto kept = d_.evidence.FindOwn(desk->room.review, *desk->room.me, one->file.id);
  if (!kept) return ErrorFor(d_, request, kept.error());
  return GiveFile(d_.evidence.database(), *kept, one->number);
}

}  // namespace concord::selfreview::answering
