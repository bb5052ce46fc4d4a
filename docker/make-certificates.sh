#!/bin/sh
# An authority of this installation, and a certificate for each service: sh make-certificates.sh <folder>
# They are made once, and anew when a version has one more service: the authority's key is not kept.
set -eu
umask 077
cd "$1"
# name, and the id of the user who runs it and alone may read its key
services='postgres:999 temporal:1000 perdure:1000 mail:0 redis:999'
[ "$(cat done 2>/dev/null)" = "$services" ] && exit 0

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 \
  -subj "/CN=Perdure's own authority" -addext basicConstraints=critical,CA:TRUE -keyout ca.key -out ca.pem

make() {
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$1" -keyout "$1.key" -out "$1.csr"
  printf 'subjectAltName=DNS:%s,DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth,clientAuth\n' "$1" >"$1.ext"
  openssl x509 -req -in "$1.csr" -CA ca.pem -CAkey ca.key -CAcreateserial -days 825 -extfile "$1.ext" -out "$1.pem"
  rm "$1.csr" "$1.ext"
  if [ "$(id -u)" = 0 ]; then chown "$2" "$1.key"; fi
}
for service in $services; do make "${service%:*}" "${service#*:}"; done

rm -f ca.key ca.srl # whoever has it is every service: a new set of certificates has a new authority
chmod 644 ./*.pem
chmod 755 .
printf %s "$services" >done
