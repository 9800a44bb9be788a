#!/usr/bin/env bash
# Makes the Debian package from a built program: build/concord_VERSION_ARCH.deb. Called by `make deb`.
set -euo pipefail

cd "$(dirname "$(readlink -f "$0")")/.."
program=${1:-build/release/app/concord}
[[ -x $program ]] || { echo "build_deb: there is no program $program; run: make deb" >&2; exit 2; }

version=$(sed -n 's/^project(Concord VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
arch=$(dpkg --print-architecture)
maintainer="The Concord maintainers <maintainers@users.noreply.github.com>"
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
root=$stage/debian/concord  # where dpkg-shlibdeps looks for it

put() { install -D -m "$1" "$2" "$root/$3"; }

install -d -m 0755 "$root/DEBIAN" "$root/usr/share/concord"
reader=$(dirname "$program")/concord-pdf
[[ -x $reader ]] || { echo "build_deb: there is no program $reader; run: make deb" >&2; exit 2; }
put 0755 "$program" usr/bin/concord
put 0755 "$reader" usr/lib/concord/concord-pdf
strip --strip-unneeded "$root/usr/bin/concord" "$root/usr/lib/concord/concord-pdf"
put 0644 packaging/concord.service lib/systemd/system/concord.service
put 0640 packaging/concord.toml etc/concord/concord.toml
put 0644 packaging/concord.1 usr/share/man/man1/concord.1
gzip -9n "$root/usr/share/man/man1/concord.1"
cp -r --no-preserve=mode content/catalog "$root/usr/share/concord/catalog"

doc=usr/share/doc/concord
for page in docs/operator/*.md; do put 0644 "$page" "$doc/$(basename "$page")"; done
put 0644 packaging/deb/copyright "$doc/copyright"
put 0644 LICENSE "$doc/LICENSE"
put 0644 CHANGELOG.md "$doc/CHANGELOG.md"
# In Debian's form, of the last commit's day, so that the same sources give the same package.
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
printf 'concord (%s) bookworm; urgency=medium\n\n  * What changed: /usr/share/doc/concord/CHANGELOG.md\n\n -- %s  %s\n' \
  "$version" "$maintainer" "$(date -R -u -d "@$SOURCE_DATE_EPOCH")" >"$stage/changelog"
put 0644 "$stage/changelog" "$doc/changelog"
gzip -9n "$root/$doc/LICENSE" "$root/$doc/changelog"

# Which libraries the programs need, from the programs themselves.
printf 'Source: concord\n\nPackage: concord\nArchitecture: any\nDescription: x\n' >"$stage/debian/control"
depends=$(cd "$stage" && dpkg-shlibdeps -O -e"$root/usr/bin/concord" -e"$root/usr/lib/concord/concord-pdf" | sed -n 's/^shlibs:Depends=//p')
[[ -n $depends ]] || { echo "build_deb: dpkg-shlibdeps found no libraries" >&2; exit 1; }


for script in postinst prerm postrm; do install -m 0755 "packaging/deb/$script" "$root/DEBIAN/$script"; done
echo /etc/concord/concord.toml >"$root/DEBIAN/conffiles"
cat >"$root/DEBIAN/control" <<CONTROL
Package: concord
Version: $version
Architecture: $arch
Maintainer: $maintainer
Installed-Size: $(du -k -s --exclude=DEBIAN "$root" | cut -f1)
Depends: $depends, adduser, ca-certificates, tzdata, init-system-helpers (>= 1.54)
Recommends: poppler-data
Suggests: caddy | nginx, postgresql
Section: web
Priority: optional
Description: hub where communities and police build trust together
 Concord is a self-hosted platform for community trust in policing: evidence of
 what works, self-review, engagement, complaints, deliberation and open data,
 and a public record that nobody can quietly change.
 .
 One program with an embedded database; PostgreSQL where one machine is
 outgrown. Pages in English and Spanish, complete without JavaScript.
CONTROL
find "$root" -type d -exec chmod 0755 {} +
find "$root/usr/share" -type f -exec chmod 0644 {} +
(cd "$root" && find . -path ./DEBIAN -prune -o -type f -printf '%P\0' | sort -z | xargs -0 md5sum) >"$stage/md5sums"
install -m 0644 "$stage/md5sums" "$root/DEBIAN/md5sums"

mkdir -p build
package=build/concord_${version}_${arch}.deb
dpkg-deb --root-owner-group -Zxz --build "$root" "$package" >/dev/null
echo "$package"
