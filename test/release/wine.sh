#!/bin/sh
# Makes a folder with Wine 10 (Debian trixie) that Windows programs can be run in; prints nothing, and fails with one line.
# Use: wine.sh FOLDER. It needs root, debootstrap, and a mirror of Debian: the first one that apt knows.
set -eu
folder=$1
log=$folder.log

fail() {
	echo "$1" >&2
	exit 1
}

[ "$(uname -m)" = x86_64 ] || fail 'Wine for x64 programs needs an x64 computer'
[ "$(id -u)" = 0 ] || fail 'Wine is set up as root'
if ! command -v debootstrap >/dev/null; then
	(apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq debootstrap) >"$log" 2>&1 || fail "debootstrap cannot be installed; see $log"
fi

if [ ! -e "$folder/wine-is-there" ]; then
	mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | head -n 1)
	rm -rf "$folder"
	nice debootstrap --variant=minbase --include=ca-certificates trixie "$folder" "$mirror" >"$log" 2>&1 || fail "debootstrap failed; see $log"
	nice chroot "$folder" sh -c 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends wine wine64' \
		>"$log" 2>&1 || fail "Wine cannot be installed; see $log"
	rm -f "$log"
	touch "$folder/wine-is-there"
fi
mkdir -p "$folder/check"
[ -e "$folder/proc/self" ] || mount -t proc proc "$folder/proc"
