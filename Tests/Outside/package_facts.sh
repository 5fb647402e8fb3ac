#!/usr/bin/env bash
# package_facts.sh PACKAGE TREE: installs the package, built in the folder TREE, on this machine, uses it, upgrades it over itself, removes
# and purges it. One line for each fact; ends at the first untruth. For a machine that is thrown away afterwards: see .ci/package.
set -euo pipefail
package="$1" tree="$2"
untrue() {
    printf 'UNTRUE  %s\n' "$1"
    journalctl --no-pager -n 30 -u reconcile >&2 || true
    exit 1
}
ok() { printf 'ok  %s\n' "$1"; }
seconds() {
    local hundredths=$(((${EPOCHREALTIME/./} - ${1/./}) / 10000))
    printf '%d.%02d s' $((hundredths / 100)) $((hundredths % 100))
}
property() { systemctl show --value --property "$1" reconcile.service; }
# Documents too, where the machine leaves them out by default.
install_it() {
    DEBIAN_FRONTEND=noninteractive dpkg --path-include='/usr/share/*' -i "$package" >/tmp/dpkg 2>&1 || untrue "dpkg -i: $(cat /tmp/dpkg)"
}
# Where packages put things, without what dpkg and running programs keep for themselves.
inventory() {
    find /etc /usr /var \
        \( -path /var/lib/dpkg -o -path /var/log -o -path /var/cache -o -path /var/tmp -o -name __pycache__ \) -prune -o -print | sort
}

inventory >/tmp/before
began=$EPOCHREALTIME
install_it
ok "installed in $(seconds "$began")"

dpkg -L reconcile | while read -r file; do [ -e "$file" ] || untrue "missing: $file"; done
for file in /usr/bin/reconcile /usr/sbin/reconcile-run \
    /usr/lib/systemd/system/reconcile.service /usr/lib/systemd/system/reconcile@.service \
    /usr/lib/systemd/system/reconcile-fleet.service /etc/reconcile/fleet.yaml /usr/share/doc/reconcile/examples/fleet/keys.conf \
    /usr/lib/systemd/system/reconcile-backup.service /usr/lib/systemd/system/reconcile-backup.timer \
    /usr/lib/sysusers.d/reconcile.conf /usr/lib/tmpfiles.d/reconcile.conf /usr/lib/systemd/catalog/reconcile.catalog \
    /usr/lib/systemd/catalog/reconcile.de.catalog /etc/reconcile/reconcile.yaml /usr/share/man/man1/reconcile.1.gz \
    /usr/share/man/man8/reconcile-run.8.gz /usr/share/bash-completion/completions/reconcile /usr/share/zsh/vendor-completions/_reconcile \
    /usr/share/fish/vendor_completions.d/reconcile.fish /usr/share/doc/reconcile/README.md /usr/share/doc/reconcile/copyright \
    /usr/share/doc/reconcile/doc/buchhaltung.de.md /usr/share/doc/reconcile/doc/steuerberatung.de.md \
    /usr/share/doc/reconcile/doc/flow.svg /usr/share/doc/reconcile/doc/flow.de.svg \
    /usr/share/doc/reconcile/changelog.Debian.gz /usr/share/doc/reconcile/licences.gz \
    /usr/share/doc/reconcile/examples/prometheus/reconcile.rules.yml; do
    dpkg -S "$file" >/dev/null 2>&1 && [ -s "$file" ] || untrue "not in the package: $file"
done
[ -z "$(dpkg --verify reconcile)" ] || untrue "dpkg --verify: $(dpkg --verify reconcile)"
ok "$(dpkg -L reconcile | wc -l) paths, all there and as packed"

[ "$(stat -c '%U:%G %a' /etc/reconcile/reconcile.yaml)" = 'root:root 644' ] || untrue "mode of the configuration"
[ "$(stat -c '%U %a' /etc/credstore)" = 'root 700' ] || untrue "mode of /etc/credstore"
getent passwd reconcile | grep -q ':/var/lib/reconcile:/usr/sbin/nologin$' || untrue "the user"
[ "$(stat -c '%U %a' /etc/credstore/reconcile.accounts)" = 'root 711' ] || untrue "mode of the folder of a fleet's keys"
ok "user, configuration and folder of the keys"

# What the development machine has must not be needed: no file of the toolchain is opened.
ldd /usr/bin/reconcile >/tmp/libraries
grep -q 'not found' /tmp/libraries && untrue "a library is missing: $(cat /tmp/libraries)"
grep -iq swift /tmp/libraries && untrue "the Swift runtime is not inside"
grep -aq "$tree/Sources/" /usr/bin/reconcile && untrue "a path of the building machine stands in the program"
ok "$(/usr/bin/reconcile --version) with the Swift runtime inside"
began=$EPOCHREALTIME
/usr/bin/reconcile demo >/tmp/demo || untrue "reconcile demo: exit $?"
ok "reconcile demo in $(seconds "$began")"

for page in /usr/share/man/man1/reconcile.1.gz /usr/share/man/man8/reconcile-run.8.gz; do
    warnings="$(MANWIDTH=80 man --warnings -l "$page" 2>&1 >/tmp/page)"
    [ -z "$warnings" ] && [ -s /tmp/page ] || untrue "$page: $warnings"
    ok "man ${page##*/}: $(wc -l </tmp/page) lines, no warning"
done
# As bash itself calls it when somebody presses Tab.
[ "$(bash -c '. /usr/share/bash-completion/completions/reconcile
    COMP_WORDS=(reconcile stat) COMP_CWORD=1 COMP_LINE="reconcile stat" COMP_POINT=14
    $(complete -p reconcile | sed -n "s/.*-F \([^ ]*\).*/\1/p") reconcile stat reconcile
    echo "${COMPREPLY[@]}"')" = status ] || untrue "bash completes nothing"
ok "bash completes stat to status"
zsh -f -c 'autoload -Uz compinit && compinit -u -d /tmp/zcompdump && [[ $_comps[reconcile] = _reconcile ]] && autoload +X _reconcile' ||
    untrue "zsh completion"
ok "zsh loads its completion"
asked='source /usr/share/fish/vendor_completions.d/reconcile.fish; complete -C "reconcile stat"'
completed="$(fish --no-config -c "$asked" | cut -f1 || true)"
[ "$completed" = status ] || untrue "fish completes nothing"
ok "fish completes stat to status"
verdict="$(systemd-analyze verify --man=yes reconcile.service reconcile@.service reconcile-fleet.service \
    reconcile-backup.timer 2>&1)" || untrue "$verdict"
[ -z "$verdict" ] || untrue "systemd-analyze verify: $verdict"
ok "systemd-analyze verify is silent, manual pages included"
journalctl --list-catalog >/tmp/catalogue
grep -q a259b82ff00d41a0acc6afdd84ba24bc /tmp/catalogue || untrue "the catalogue was not taken over"
ok "the catalogue was taken over by the trigger"
[ "$(systemctl is-enabled reconcile.service || true)" = disabled ] && [ "$(property ActiveState)" = inactive ] ||
    untrue "enabled or started"
[ "$(systemctl is-enabled reconcile-fleet.service || true)" = disabled ] || untrue "the fleet is enabled"
ok "neither enabled nor started"

# As an administrator does it, with the stand-ins in the place of both systems.
coproc SANDBOX { exec reconcile sandbox --listen 127.0.0.1:9848 --data tour --rate 0 --pdf-delay 0; }
setup=()
while read -r line <&"${SANDBOX[0]}"; do
    case "$line" in
    *HERO_ENDPOINT=*) hero="$line" ;;
    *LEXOFFICE_ENDPOINT=*) lexoffice="$line" ;;
    'reconcile setup '*) read -ra setup <<<"${line#reconcile }" ;;
    'reconcile --dry-run') break ;;
    esac
done
value() { sed "s/.* $1=\([^ ]*\).*/\1/" <<<"$2"; }
cp /etc/reconcile/reconcile.yaml /tmp/as-packed.yaml
printf 'hero:\n  endpoint: %s\nlexoffice:\n  endpoint: %s\n  requests-per-second: 100\ninterval-seconds: 1\n' \
    "$(value RECONCILE_HERO_ENDPOINT "$hero")" "$(value RECONCILE_LEXOFFICE_ENDPOINT "$lexoffice")" >>/etc/reconcile/reconcile.yaml
value RECONCILE_HERO_API_KEY "$hero" | install -m 600 /dev/stdin /etc/credstore/reconcile.hero-api-key
value RECONCILE_LEXOFFICE_API_KEY "$lexoffice" | install -m 600 /dev/stdin /etc/credstore/reconcile.lexoffice-api-key
reconcile-run "${setup[@]}" >/tmp/setup || untrue "setup: $(cat /tmp/setup)"
began=$EPOCHREALTIME
systemctl enable --quiet --now reconcile || untrue "systemctl enable --now reconcile"
took="$(seconds "$began")"
for _ in $(seq 100); do [[ "$(property StatusText)" == 'In step'* ]] && break || sleep 0.1; done
[[ "$(property StatusText)" == 'In step'* ]] || untrue "status: $(property StatusText)"
ok "enabled and started in $took, $(sed -n 's/^VmRSS:[[:space:]]*//p' "/proc/$(property MainPID)/status") resident: $(property StatusText)"

pid="$(property MainPID)"
began=$EPOCHREALTIME
install_it
[ "$(property ActiveState)" = active ] && [ "$(property MainPID)" != "$pid" ] || untrue "not restarted by the upgrade"
grep -q 'interval-seconds: 1$' /etc/reconcile/reconcile.yaml || untrue "the upgrade took the changed configuration away"
ok "upgraded over itself in $(seconds "$began"): restarted, changed configuration kept"
systemctl stop reconcile
install_it
[ "$(property ActiveState)" = inactive ] || untrue "the upgrade started what did not run"
ok "what does not run is not started by an upgrade"
systemctl start reconcile

# As the page that comes with it says.
readme_block() {
    awk -v mark="<!-- command: $1 -->" '$0 == mark { on = 1; next } on && /^```/ { if (inside) exit; inside = 1; next } on && inside' \
        /usr/share/doc/reconcile/README.md
}
bash -c "$(readme_block backup)" >/tmp/backup || untrue "backup: $(cat /tmp/backup)"
[ "$(stat -c '%U %a' /var/backups/reconcile/*.sqlite)" = 'reconcile 600' ] || untrue "mode of the backup"
ok "a backup beside the running service: $(sed -n 2p /tmp/backup)"
# A state that nothing happened to since its backup would not be older than reality: quiet passes move no mark.
mirrored() { curl -fsS http://127.0.0.1:9847/metrics | sed -n 's/^reconcile_entities{kind="payment",state="mirrored"} //p'; }
curl -fsS -d '{"number":"RE-2026-0004","amount":"100.00"}' http://127.0.0.1:9848/_sandbox/lexoffice/pay >/dev/null ||
    untrue "no payment could be recorded in lexoffice"
for _ in $(seq 300); do [ "$(mirrored)" = 1 ] && break || sleep 0.1; done
[ "$(mirrored)" = 1 ] || untrue "the payment did not come to HERO"
vouchers() { curl -fsS http://127.0.0.1:9848/_sandbox/state | grep -o '"number":"[^"]*","type"' | wc -l; }
booked="$(vouchers)"
bash -c "$(readme_block restore)" >/tmp/restore 2>&1 || untrue "restore: $(cat /tmp/restore)"
for _ in $(seq 100); do [[ "$(property StatusText)" == 'Restored'* ]] && break || sleep 0.1; done
[[ "$(property StatusText)" == 'Restored'* ]] || untrue "status after a restore: $(property StatusText)"
reconcile-run journal export | grep -q restore.noticed || untrue "the restore does not stand in the journal"
[ "$booked" -gt 0 ] && [ "$(vouchers)" = "$booked" ] || untrue "$booked vouchers before the restore, $(vouchers) after it"
ok "put back as README.md says: $(property StatusText); $booked vouchers as before"

began=$EPOCHREALTIME
dpkg --remove reconcile >/tmp/dpkg 2>&1 || untrue "dpkg --remove: $(cat /tmp/dpkg)"
pgrep -x reconcile -u reconcile >/dev/null && untrue "still running after the removal"
[ -s /var/lib/reconcile/reconcile.sqlite ] && [ -s /etc/reconcile/reconcile.yaml ] || untrue "the removal took state or configuration"
ok "removed in $(seconds "$began"): stopped, state and configuration kept"
install_it
[ "$(systemctl is-enabled reconcile.service || true)" = enabled ] || untrue "installed again it is not enabled"
[ "$(property ActiveState)" != active ] || untrue "installed again it was started"
systemctl start reconcile || untrue "installed again it does not start"
ok "installed again it is enabled as before and starts with the state it had"
kill "$SANDBOX_PID"
dpkg --purge reconcile >/tmp/dpkg 2>&1 || untrue "dpkg --purge: $(cat /tmp/dpkg)"
grep -q 'kept.*: /var/lib/reconcile$' /tmp/dpkg || untrue "the purge does not say what it keeps: $(cat /tmp/dpkg)"
[ -s /var/lib/reconcile/reconcile.sqlite ] || untrue "the purge took the books"
# The administrator's keys, the books with their folder, and what systemd and the user database keep. The user stays, as its files do.
left="$(inventory | comm -13 /tmp/before - | grep -v '^/etc/\(passwd\|group\|g\?shadow\|subuid\|subgid\)-$' || true)"
expected='^/var/backups/reconcile\|^/etc/credstore\(/reconcile\.[a-z-]*\)\?$\|^/var/lib/reconcile\(/reconcile\.[a-z-]*\)\?$'
unexpected="$(grep -v "$expected" <<<"$left" || true)"
[ -z "$unexpected" ] || untrue "left behind: $unexpected"
ok "purged; left: $(tr '\n' ' ' <<<"$left")"
