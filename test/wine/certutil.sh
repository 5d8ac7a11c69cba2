#!/bin/sh
# Stands in for certutil.exe under Wine, whose own is a stub that returns 0 for anything. Reads the command line from
# args.txt beside it, writes out.txt and rc.txt. A store is a folder of files named by SHA-1. Layout of the output is
# that of Windows 7: bytes apart by blanks, text around them.
#
# FAKE_NO_SHA256 beside it: as Windows Server 2008, which knows no other algorithm than SHA-1.
here=$1
prefix=$2
line=$(tr -d '\r' <"$here/args.txt")
file=$(printf '%s' "$line" | sed -n 's/[^"]*"\([^"]*\)".*/\1/p' | sed 's/^[Cc]://' | tr '\\' '/')
file=$prefix/drive_c$file
rc=0

spaced() { sed 's/../& /g; s/ $//'; }
thumb() { sha1sum <"$1" | cut -c1-40; }

# shellcheck disable=SC2086
set -- $line
case $1 in
  -hashfile)
    case $line in *SHA256*) tool=sha256sum ;; *) tool=sha1sum ;; esac
    if [ "$tool" = sha256sum ] && [ -e "$here/FAKE_NO_SHA256" ]; then
      echo 'CertUtil: Too many arguments' >"$here/out.txt"
      rc=-2147024809
    elif [ -s "$file" ]; then
      { echo 'SHA hash of file:'; $tool <"$file" | cut -d' ' -f1 | spaced; echo 'CertUtil: -hashfile command completed successfully.'; } >"$here/out.txt"
    else
      echo 'CertUtil: -hashfile command FAILED: 0x800703ee' >"$here/out.txt"
      rc=-2147023890
    fi
    ;;
  -store)
    echo "$2" >"$here/out.txt"
    case $3 in
      '') ;;
      *)
        if [ -e "$here/stores/$2/$3" ]; then cp "$here/stores/$2/$3" "$file"; else rc=-2146893807; fi
        ;;
    esac
    ;;
  -addstore)
    echo "$2" >"$here/out.txt"
    mkdir -p "$here/stores/$2"
    [ -e "$here/FAKE_ADD_NOTHING" ] || cp "$file" "$here/stores/$2/$(thumb "$file")"
    ;;
  -delstore)
    echo "$2" >"$here/out.txt"
    rm -f "$here/stores/$2/$3"
    ;;
  *)
    echo "unknown: $line" >"$here/out.txt"
    rc=1
    ;;
esac
sed -i 's/$/\r/' "$here/out.txt"
printf "%s\r\n" "$rc" >"$here/rc.part"
mv "$here/rc.part" "$here/rc.txt"
