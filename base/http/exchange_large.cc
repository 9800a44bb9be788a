// What workers do for bodies that are spooled, and for responses that are streamed.
#include "base/http/exchange.h"

namespace concord::http {

void Exchange::BeginAdmission() { work_ = Work::kAdmit; }

void Exchange::BeginStoring(bool last) {
  work_ = Work::kStore;
  last_ = last;
}

void Exchange::BeginTooLarge() { work_ = Work::kTooLarge; }

// Who may not send it is told so before the body is taken. The form's token is in the body, and is looked at after it.
void Exchange::Admit(Compressor& compressor) {
  const Route& route = *match_.route;
  Gate* gate = services_.deps.gate;
  if (gate) gate->Identify(request);
  if (!route.guard.check) return;
  std::optional<Response> refusal = route.guard.check(request);
  if (!refusal) return;
  refused_ = true;
  refusal->shared = false;
  if (gate) gate->Complete(request, *refusal);
  Answer(std::move(*refusal), &compressor);
}

void Exchange::Store() {
  Status stored;
  if (!spool_) {
    auto opened = Spool::Open(services_.deps.spool_folder);
    if (opened) spool_ = std::move(*opened);
    if (!opened) stored = std::unexpected(opened.error());
  }
  if (stored) stored = spool_->Append(request.body);
  if (stored && last_) stored = spool_->Map();
  request.body.clear();
  if (!stored) {
    services_.deps.log.Error("a body could not be put aside",
                             {{"request_id", request.request_id}, {"cause", stored.error().cause}});
    refused_ = true;
    spool_.reset();
    Answer(ErrorPageFor(503));
  } else if (last_) {
    request.spool = std::move(spool_);
    work_ = Work::kHandler;
  }
}

void Exchange::AnswerTooLarge(Compressor& compressor) {
  const Route& route = *match_.route;
  Gate* gate = services_.deps.gate;
  Response response = route.options.too_large ? route.options.too_large(request) : ErrorPageFor(413);
  response.shared = false;
  if (gate) gate->Complete(request, response);
  Answer(std::move(response), &compressor);
}

void Exchange::BeginPiece(Outgoing::Streamed& streamed) {
  work_ = Work::kPiece;
  streamed_ = &streamed;
  piece_.reset();
}

std::optional<std::string> Exchange::TakePiece() { return std::exchange(piece_, std::nullopt); }

void Exchange::ReadPiece() {
  Outgoing::Streamed& streamed = *streamed_;
  auto read = streamed.stream.read(streamed.at);
  if (!read || read->empty()) {
    services_.deps.log.Error("a response was cut short", {{"request_id", request.request_id},
                                                          {"cause", read ? "no more bytes" : read.error().cause}});
    return;
  }
  if (read->size() > streamed.end - streamed.at) read->resize(streamed.end - streamed.at);
  streamed.at += read->size();
  piece_ = std::move(*read);
}

}  // namespace concord::http
