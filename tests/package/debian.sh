#!/bin/sh
# SPDX-License-Identifier: MIT
# The Debian package: built twice in two places from a tarball, the same bytes,
# nothing for lintian to say; put into an empty root it runs, and goes again.
# Its own tests are left to make check.
# shellcheck source=tests/tap.sh
. "$TT_SRC/tests/tap.sh"

version=$(dpkg-parsechangelog -l "$TT_SRC/debian/changelog" -S Version)
built=$(dirname "$TURNTABLE")
ok 'a tarball' make -s -C "$built" dist distdir="turntable-$version"

# package FOLDER: builds it there.
package() {
	mkdir -p "$tmp/$1" && tar -xf "$built/turntable-$version.tar.xz" \
		-C "$tmp/$1" &&
		(cd "$tmp/$1/turntable-$version" &&
			DEB_BUILD_OPTIONS='nocheck parallel=2' \
				dpkg-buildpackage -us -uc)
}

ok 'it is packaged' package one
ok 'and again elsewhere' package another/place
for deb in "$tmp"/one/*.deb; do
	ok "the same bytes: $(basename "$deb")" \
		cmp "$deb" "$tmp/another/place/$(basename "$deb")"
done
for changes in "$tmp"/one/*.changes; do
	ok 'lintian has nothing to say' \
		lintian --allow-root --fail-on error,warning "$changes"
done

root=$tmp/root
deb=$(ls "$tmp"/one/turntable_*.deb)
mkdir -p "$root/var/lib/dpkg/info" "$root/var/lib/dpkg/updates"
: >"$root/var/lib/dpkg/status"
in_root() {
	dpkg --root="$root" --log=/dev/null --force-depends \
		--force-script-chrootless --force-not-root "$@"
}
ok 'it is installed' in_root --install "$deb"
exits 0 'it speaks' env TURNTABLE_LOCALEDIR="$root/usr/share/locale" \
	TURNTABLE_LESSONSDIR="$root/usr/share/turntable/lessons" \
	"$root/usr/bin/turntable" run --lang ru --as sync \
	"$root/usr/share/turntable/lessons/kitchen.tt"
ok 'a manual page is there' test -s "$root/usr/share/man/man1/turntable.1.gz"
ok 'so is completion' \
	test -s "$root/usr/share/bash-completion/completions/turntable"
ok 'it is purged' in_root --purge turntable
ok 'and nothing is left' test ! -e "$root/usr"
tap_done
