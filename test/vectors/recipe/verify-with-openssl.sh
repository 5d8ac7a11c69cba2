#!/bin/sh
# The recipe for auditors (src/docs/kit-format.md, section 13) with its looks made checks: unzip, openssl, coreutils.
#   verify-with-openssl.sh KIT ANCHOR.cer NEW-FOLDER          a whole kit
#   verify-with-openssl.sh --alone MANIFEST ANCHOR.cer        a manifest with the signatures beside it
# Exit 0: the manifest is signed by the anchor's key, and the files are those it lists.
# It sees no container and no freshness, checks no second signer, and takes bytes behind a signature.
set -eu
LC_ALL=C
export LC_ALL

# openssl finds the signer by issuer and number, and only in the anchor (-nointern), so the key is pinned;
# chain and dates are not looked at (-noverify).
signed() { # manifest, signature, anchor
  openssl x509 -inform DER -in "$3" -out "$work.pem"
  openssl cms -verify -binary -inform DER -in "$2" -content "$1" \
    -nointern -certfile "$work.pem" -noverify -out /dev/null
}

key_name() { # anchor
  openssl x509 -inform DER -in "$1" -noout -pubkey | openssl pkey -pubin -outform DER | sha256sum | cut -c1-16
}

if [ "$1" = --alone ]; then
  work=$2.recipe
  signed "$2" "${2%.manifest.json}.$(key_name "$3").p7s" "$3"
  exit 0
fi

kit=$1 anchor=$2 tree=$3 work=$3.recipe
mkdir "$tree"
unzip -q "$kit" -d "$tree" < /dev/null
signed "$tree/META/manifest.json" "$tree/META/signatures/$(key_name "$anchor").p7s" "$anchor"
cd "$tree"
digest=$(sha256sum META/SHA256SUMS | cut -c1-64)
grep -qF "\"path\":\"META/SHA256SUMS\",\"role\":\"sums\",\"sha256\":\"$digest\"" META/manifest.json
sha256sum --quiet --strict -c META/SHA256SUMS
test -z "$(find . ! -type f ! -type d)"
{ cut -c67- META/SHA256SUMS
  printf 'META/%s\n' SHA256SUMS manifest.json
  grep -o '"key_sha256":"[0-9a-f]\{16\}' META/manifest.json | sed 's,.*",META/signatures/,;s,$,.p7s,'
} | sort > "$work.want"
find . -type f | cut -c3- | sort | cmp - "$work.want"
