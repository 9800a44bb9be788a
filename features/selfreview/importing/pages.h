// Handlers of the curators' pages of instruments. Safe from any thread.
#pragma once
#include <charconv>
#include <string>
#include <string_view>
#include <vector>

#include "features/selfreview/importing/room.h"
#include "features/selfreview/importing/views.h"
#include "features/selfreview/words/words.h"

namespace concord::selfreview::importing {

// A version's number as an address or a field has it; 0: it is none.
inline int NumberIn(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : 0;
}

inline constexpr char kRoom[] = "/curation/instruments";

// One file of the form: as it was sent, and what a text field shows of it.
struct Slot {
  SourceFile file;
  bool Empty() const;  // a field that nobody filled
};
struct Typed {
  std::vector<Slot> slots;
  std::string replaces;  // digest
  std::vector<SourceFile> Files() const;
};
Typed TypedIn(const http::Request& request);
// What makes the text of a field the bytes of its file again; empty where the text alone does.
std::string OriginalOf(const SourceFile& file);

class RoomPages {
 public:
  explicit RoomPages(const Deps& deps) : d_(deps) {}
  http::Response List(const http::Request& request) const;
  http::Response ConfirmRemove(const http::Request& request) const;
  http::Response Remove(const http::Request& request) const;

 private:
  http::Response Room(const http::Request& request, const std::string& refused) const;  // refused: why, in words
  Deps d_;
};

class FormPages {
 public:
  explicit FormPages(const Deps& deps) : d_(deps) {}
  // ?from=<slug>: the version after its newest. ?change=<slug>&version=<n>: one that may be replaced.
  http::Response New(const http::Request& request) const;
  http::Response Act(const http::Request& request) const;  // by the button: check, add, preview, keep
  http::Response TooLarge(const http::Request& request) const;

 private:
  struct State;
  http::Response Form(const http::Request& request, const State& state) const;
  http::Response Preview(const http::Request& request, const Typed& typed, const Checked& checked) const;
  std::vector<views::Note> NotesOf(const Words& words, const Checked& checked) const;
  Deps d_;
};

// What a problem says, with what a problem of importing says.
std::string InWords(const Words& words, std::string_view key, const std::map<std::string, std::string>& params);
http::Response ErrorFor(const Deps& deps, const http::Request& request, const Error& error);
http::Response PageOf(const Deps& deps, const http::Request& request, const std::string& title, const html::Safe& html,
                      unsigned status = 200);

}  // namespace concord::selfreview::importing
