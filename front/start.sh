#!/bin/sh
# Fills front/nginx.conf in from the environment and starts nginx with it, in the foreground.
#   ARCHIVE           where gunicorn listens                                  web:8000
#   PORT              where the front listens                                 8080
#   STATIC_ROOT       the folder that collectstatic filled                    /static
#   WORK              a folder that it may write to                           /run/front
#   PREFIX            the path that the archive lies under, as /arkiv         none
#   UPLOAD_MAX_BYTES  what an editor may send at a time                       500000000
#   SEARCHES          how many a second one address may ask for               10
#   TLS               own: with CERTIFICATE and CERTIFICATE_KEY, on TLS_PORT  none
#                     before: a proxy before it ends TLS
#   LOG               where its log of requests goes                          /dev/stdout
#   PROXIES           addresses of proxies before it, between commas          none
set -eu

here=$(cd "$(dirname "$0")" && pwd)
: "${ARCHIVE:=web:8000}" "${PORT:=8080}" "${STATIC_ROOT:=/static}" "${WORK:=/run/front}" "${PREFIX:=}" "${TLS:=}"
: "${LOG:=/dev/stdout}" "${UPLOAD_MAX_BYTES:=500000000}" "${SEARCHES:=10}" "${PROXIES:=}" "${TLS_PORT:=8443}"
: "${CERTIFICATE:=/tls/certificate.pem}" "${CERTIFICATE_KEY:=/tls/key.pem}" "${MODULES:=/usr/lib/nginx/modules}"

mkdir -p "$WORK"
modules='' brotli='' proxies='' certificate='' redirect='' listen=$PORT account=''
if [ -f "$MODULES/ngx_http_brotli_static_module.so" ]; then
    modules="load_module $MODULES/ngx_http_brotli_static_module.so;"
    brotli='brotli_static on;'
fi
for proxy in $(echo "$PROXIES" | tr ',' ' '); do
    proxies="$proxies set_real_ip_from $proxy;"
done
case $TLS in
    '' | before) ;;
    own)
        listen="$TLS_PORT ssl http2"
        certificate="ssl_certificate $CERTIFICATE; ssl_certificate_key $CERTIFICATE_KEY; ssl_protocols TLSv1.2 TLSv1.3;"
        certificate="$certificate ssl_session_cache shared:tls:4m; ssl_session_tickets off;"
        redirect="server { listen $PORT; server_name _; return 308 https://\$host\$request_uri; }"
        ;;
    *)
        echo "The front does not start: TLS is '$TLS': it must be own, before or empty." >&2
        exit 1
        ;;
esac
# As root nginx would read the files as nobody.
[ "$(id -u)" != 0 ] || account='user root;'

fill() {
    sed -e "s|@$1@|$(printf '%s' "$2" | sed 's/[\\&|]/\\&/g')|g"
}
fill ARCHIVE "$ARCHIVE" <"$here/nginx.conf" | fill LISTEN "$listen" | fill STATIC "$STATIC_ROOT" | fill WORK "$WORK" | fill LOG "$LOG" |
    fill PREFIX "$PREFIX" | fill UPLOAD_MAX_BYTES "$UPLOAD_MAX_BYTES" | fill SEARCHES "$SEARCHES" | fill TLS "$TLS" |
    fill PROXIES "$proxies" | fill CERTIFICATE "$certificate" | fill REDIRECT "$redirect" | fill MODULES "$modules" |
    fill BROTLI_STATIC "$brotli" | fill ACCOUNT "$account" | fill PAGES "$here/pages" >"$WORK/nginx.conf"
# Until it has read its configuration nginx would write its errors to a file, on a disk that may take none.
exec nginx -e stderr -c "$WORK/nginx.conf" -g 'daemon off;'
