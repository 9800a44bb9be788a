// Handlers of the pages of people and places, of one's own profile, of the hub's administration, and "Today".
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/accounts/invitations.h"
#include "features/accounts/pages.h"
#include "features/accounts/people.h"
#include "features/accounts/profile.h"
#include "features/accounts/providers.h"
#include "features/accounts/views_people.h"

namespace concord::accounts {

// What these pages share (pages_shared.cc).
html::PageMeta MetaOf(std::string title, const char* section);
// Above the forms: the token, and "done=<what>" of the address in words where there is a message for it.
views::Notes NotesFor(const PageDeps& deps, const http::Request& request);
std::vector<views::Option> LanguageOptions(const PageDeps& deps, std::string_view chosen);
std::string RoleInWords(const Speaker& speaker, Role role);
views::PlaceLink LinksOf(const Place& place, const Places::Named* organization);
std::optional<Places::Named> OrganizationOf(const PageDeps& deps, const CommunityId& community, std::string_view slug);
// "https://trust.example.org" + path: of the settings, or, where they name no address, of this request.
std::string AddressOf(const PageDeps& deps, const http::Request& request, std::string_view path);
// Letters can be sent, and it is known which address their links must have.
bool MailsLinks(const PageDeps& deps);
// What people may be told of by mail: this feature's own kinds, and those of others.
inline constexpr char kTellOfInvitations[] = "accounts.invitations";
std::vector<NotificationKind> NotificationsOf(const PageDeps& deps);
bool IsOn(const Settings& settings, const NotificationKind& kind);
http::Response SaidPage(const PageDeps& deps, const http::Request& request, const views::Said& said,
                        unsigned status = 200);

class InvitationPages {
 public:
  explicit InvitationPages(const PageDeps& deps);
  http::Response List(const http::Request& request) const;
  http::Response Invite(const http::Request& request) const;
  http::Response Withdraw(const http::Request& request) const;
  http::Response ChangeRole(const http::Request& request) const;
  http::Response End(const http::Request& request) const;
  http::Response Everyone(const http::Request& request) const;
  http::Response EveryoneCsv(const http::Request& request) const;

 private:
  struct Here {
    Place place;
    Places::Named organization;
    const Caller* caller = nullptr;
    std::string base;  // "/c/riverbend/organizations/police/people"
  };
  std::optional<Here> HereOf(const http::Request& request) const;
  struct Typed {
    std::string role, email, language;
    std::vector<FieldError> errors;
    std::string problem;
  };
  http::Response Show(const http::Request& request, const Here& here, const Typed& typed, unsigned status) const;
  views::PersonRow RowOf(const Speaker& speaker, const Here& here, const Accounts::Person& person) const;
  http::Response ShowInvited(const http::Request& request, const Here& here, const Invited& invited, bool mailed) const;
  http::Response Problem(const http::Request& request, const Here& here, const Error& error) const;
  Result<std::vector<Accounts::Person>> ReadEveryone(const http::Request& request) const;

  PageDeps d_;
  mutable People people_;
};

class JoinPages {
 public:
  explicit JoinPages(const PageDeps& deps) : d_(deps) {}
  http::Response Show(const http::Request& request) const;
  http::Response Accept(const http::Request& request) const;

 private:
  struct Typed {
    std::string name, email;
    std::vector<FieldError> errors;
    std::string problem;
  };
  http::Response Form(const http::Request& request, const Place& place, const Invitation& invitation,
                      const Typed& typed, unsigned status) const;
  http::Response Gone(const http::Request& request, const Error& error) const;
  http::Response AcceptSignedIn(const http::Request& request, const Place& place) const;
  http::Response AcceptAsNew(const http::Request& request, const Place& place) const;
  // Writes to whoever made the invitation, where they want that and mail is on.
  void TellInviter(const http::Request& request, const Place& place, const Invitation& invitation,
                   std::string_view name) const;
  PageDeps d_;
};

class HubPages {
 public:
  explicit HubPages(const PageDeps& deps) : d_(deps) {}
  http::Response Hub(const http::Request& request) const;
  http::Response List(const http::Request& request) const;
  http::Response Create(const http::Request& request) const;
  http::Response Show(const http::Request& request) const;
  http::Response Change(const http::Request& request, std::string_view verb) const;

 private:
  struct Typed {
    std::string name, email, language = "en";
    std::vector<FieldError> errors;
  };
  http::Response ListWith(const http::Request& request, const Typed& typed, unsigned status) const;
  http::Response ShowWith(const http::Request& request, const Account& account, const views::Notes& notes,
                          const std::string& email, unsigned status) const;
  // `verb`: "welcome" or "reset".
  http::Response ShowLink(const http::Request& request, const Account& account, const Link& link,
                          std::string_view verb) const;
  bool MailLink(const http::Request& request, const Account& account, const Link& link, std::string_view verb) const;
  PageDeps d_;
};

class OperatePages {
 public:
  explicit OperatePages(const PageDeps& deps) : d_(deps) {}
  http::Response Jobs(const http::Request& request) const;
  http::Response Retry(const http::Request& request) const;
  http::Response Forget(const http::Request& request) const;
  http::Response Mail(const http::Request& request) const;
  http::Response TestMail(const http::Request& request) const;

 private:
  PageDeps d_;
};

class ProfilePages {
 public:
  explicit ProfilePages(const PageDeps& deps) : d_(deps) {}
  http::Response Me(const http::Request& request) const;
  http::Response Save(const http::Request& request) const;
  http::Response AskForAddress(const http::Request& request) const;
  http::Response ShowAddress(const http::Request& request) const;
  http::Response ProveAddress(const http::Request& request) const;
  http::Response Sessions(const http::Request& request) const;
  http::Response EndSession(const http::Request& request) const;
  http::Response EndOthers(const http::Request& request) const;
  http::Response Export(const http::Request& request) const;
  http::Response ShowLeave(const http::Request& request) const;
  http::Response Leave(const http::Request& request) const;
  http::Response Left(const http::Request& request) const;  // /left: where someone who has left arrives

 private:
  struct Typed {
    std::optional<Settings> settings;
    std::string email;
    std::vector<FieldError> errors;
  };
  http::Response MeWith(const http::Request& request, const Typed& typed, unsigned status) const;
  http::Response LeaveWith(const http::Request& request, const std::vector<FieldError>& errors, unsigned status) const;
  Profile Operations() const { return Profile(d_.accounts.deps()); }
  PageDeps d_;
};

class ProviderPages {
 public:
  explicit ProviderPages(const PageDeps& deps) : d_(deps) {}
  http::Response Show(const http::Request& request) const;
  http::Response Save(const http::Request& request) const;
  http::Response Test(const http::Request& request) const;
  http::Response Remove(const http::Request& request) const;
  http::Response Start(const http::Request& request) const;     // /sign-in/with/...
  http::Response Callback(const http::Request& request) const;  // /sign-in/callback

 private:
  struct Typed {
    ProviderWish wish;
    std::vector<FieldError> errors;
    std::string problem, done;
  };
  http::Response Form(const http::Request& request, const std::optional<Typed>& typed, unsigned status) const;
  http::Response Problem(const http::Request& request, const Error& error) const;
  PageDeps d_;
};

class TodayPages {
 public:
  explicit TodayPages(const PageDeps& deps);
  http::Response Show(const http::Request& request) const;

 private:
  std::vector<views::TodayAbility> AbilitiesOf(const Speaker& speaker, const Caller& caller) const;
  PageDeps d_;
  std::vector<TodaySource> sources_;
};

}  // namespace concord::accounts
