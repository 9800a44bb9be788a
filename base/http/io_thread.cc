#include "base/http/io_thread.h"

#include <boost/asio/post.hpp>

#include "base/http/connection.h"

namespace concord::http {
namespace {

// How often deadlines are looked at: one timer for all connections instead of one each.
constexpr auto kTick = std::chrono::milliseconds(200);

}  // namespace

IoThread::IoThread(const Clock& clock, Random& random, Log& log)
    : clock_(clock), log_(log), work_(context_.get_executor()), timer_(context_), id_state_(random.Next64()) {}

IoThread::~IoThread() { Join(); }

void IoThread::Start() {
  Tick();
  thread_ = std::thread([this] { Run(); });
}

void IoThread::Run() {
  for (;;) {
    try {
      context_.run();
      return;
    } catch (const std::exception& error) {  // out of memory, or a bug: this step is lost, not the thread
      log_.Error("I/O thread", {{"cause", error.what()}});
    }
  }
}

void IoThread::Join() {
  if (!thread_.joinable()) return;
  Post([this] {
    ending_ = true;
    timer_.cancel();
    work_.reset();
  });
  thread_.join();
}

void IoThread::Post(std::function<void()> work) { asio::post(context_, std::move(work)); }

void IoThread::Return(Resumable& what) {
  bool first = false;
  {
    std::lock_guard lock(returned_mutex_);
    first = returned_.empty();
    returned_.push_back(&what);
  }
  if (first) asio::post(context_, [this] { ResumeReturned(); });
}

void IoThread::ResumeReturned() {
  {
    std::lock_guard lock(returned_mutex_);
    resuming_.swap(returned_);
  }
  for (Resumable* what : resuming_) what->Resume();
  resuming_.clear();
}

void IoThread::Tick() {
  timer_.expires_after(kTick);
  timer_.async_wait([this](const boost::system::error_code&) {
    if (ending_) return;
    const Moment now = std::chrono::steady_clock::now();
    for (Connection* connection : connections_) connection->ExpireAt(now);
    Tick();
  });
}

void IoThread::CloseIdle() {
  for (Connection* connection : connections_) connection->CloseIfIdle();
}

void IoThread::CloseAll() {
  for (Connection* connection : connections_) connection->Close();
}

std::string_view IoThread::Date() {
  const Time now = clock_.Now();
  const int64_t second = now.time_since_epoch().count() / 1000;
  if (second != date_second_) {
    date_second_ = second;
    date_ = FormatHttpDate(now);
  }
  return date_;
}

std::string IoThread::NewRequestId() {
  // SplitMix64: a bijection of a counter, so that no number comes twice.
  uint64_t z = id_state_ += 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  z ^= z >> 31;
  std::string id(16, '0');
  for (int i = 15; i >= 0; --i, z >>= 4) id[static_cast<size_t>(i)] = "0123456789abcdef"[z & 15];
  return id;
}

}  // namespace concord::http
