#!/bin/sh
# The recipe for auditors (src/docs/kit-format.md, section 13) with its looks made checks: unzip, openssl, coreutils.
#   verify-with-openssl.sh KIT ANCHOR.cer NEW-FOLDER          a whole kit
#   verify-with-openssl.sh --alone MANIFEST ANCHOR.cer        a manifest with the signatures beside it
# Exit 0: the manifest is signed by the anchor's key, and the files are those it lists.
# It sees no container and no freshness, checks no second signer, and takes bytes behind a signature.
set -eu
LC_ALL=C
export LC_ALL

# Of the anchor one certificate is taken: -certfile believes all that a file holds. openssl finds the signer by issuer and
# number, and only there (-nointern), so the key is pinned; chain and dates are not looked at (-noverify).
signed() { # manifest, signature
  openssl cms -verify -binary -inform DER -in "$2" -content "$1" \
    -nointern -certfile "$work.pem" -noverify -out /dev/null
}

anchor() { # file
  openssl x509 -in "$1" -out "$work.pem"
  key=$(openssl x509 -in "$work.pem" -noout -pubkey | openssl pkey -pubin -outform DER | sha256sum | cut -c1-16)
}

if [ "$1" = --alone ]; then
  work=$2.recipe
  anchor "$3"
  signed "$2" "${2%.manifest.json}.$key.p7s"
  exit 0
fi

kit=$1 tree=$3 work=$3.recipe
case $work in /*) ;; *) work=$PWD/$work ;; esac
anchor "$2"
# Nothing but these two, and of bounded size, before the signature is checked.
unzip -p "$kit" META/manifest.json < /dev/null | head -c 4194304 > "$work.json"
unzip -p "$kit" "META/signatures/$key.p7s" < /dev/null | head -c 16384 > "$work.p7s"
signed "$work.json" "$work.p7s"
{ grep -o '"path":"[^"]*","role"' "$work.json" | cut -d'"' -f4
  echo META/manifest.json
  grep -o '"key_sha256":"[0-9a-f]\{16\}' "$work.json" | sed 's,.*",META/signatures/,;s,$,.p7s,'
} | sort > "$work.want"
unzip -Z1 "$kit" | sort | cmp - "$work.want"
most=$(($(grep -o '"size":[0-9]*' "$work.json" | cut -d: -f2 | paste -sd+ -) + 4194304 + 8 * 16384))
test "$(unzip -p "$kit" < /dev/null | head -c "$((most + 1))" | wc -c)" -le "$most"
mkdir "$tree"
unzip -q "$kit" -d "$tree" < /dev/null
cd "$tree"
find . -type f | cut -c3- | sort | cmp - "$work.want"
digest=$(sha256sum META/SHA256SUMS | cut -c1-64)
grep -qF "\"path\":\"META/SHA256SUMS\",\"role\":\"sums\",\"sha256\":\"$digest\"" "$work.json"
{ cut -c67- META/SHA256SUMS; grep '^META/' "$work.want"; } | sort | cmp - "$work.want"
sha256sum --quiet --strict -c META/SHA256SUMS
