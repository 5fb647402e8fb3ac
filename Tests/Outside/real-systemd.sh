#!/bin/bash
# real-systemd.sh - run a command under a REAL systemd (PID 1 of its own
# namespaces), on a machine whose own PID 1 is something else.
#
#   real-systemd.sh [options] [INPUT...] -- COMMAND [ARG...]
#   real-systemd.sh [options] [INPUT...] --script FILE [-- ARG...]
#
# INPUT, told apart by what it is:
#   DIRECTORY                   laid over / as it stands (a DESTDIR tree)
#   NAME.{service,socket,timer,target,path,mount,slice}   -> /etc/systemd/system/
#   NAME.deb                    installed with dpkg -i once systemd runs
#   any other file              a program -> /usr/local/bin/NAME, mode 755
# Options:
#   --tree DIR  --unit FILE  --deb FILE  --bin FILE[:DEST]    the same, said outright
#   --copy SRC:DEST[:MODE]      one file or folder to DEST inside
#   --bind SRC:DEST             read-only bind mount of a host path
#   --start UNIT                `systemctl start UNIT` before the command (repeatable);
#                               where that fails, its status and log go to stderr
#   --target UNIT               what to boot into            (default basic.target)
#   --net none|host             own loopback only, or the host's network (default none)
#   --env K=V                   environment of COMMAND (repeatable)
#   --timeout S                 for COMMAND                  (default 120)
#   --boot-timeout S            for the boot                 (default 30)
#   --size SIZE                 of the tmpfs that takes writes (default 2g)
#   --root DIR                  a root other than the host's (it needs systemd and dbus)
#   --journal FILE              the whole journal, `-o json`, written to FILE at the end
#   -v                          what happens, on stderr; the journal too when COMMAND fails
#   -q                          (default) only COMMAND's own output
#
# Inside: the host's root read through an overlay (so its toolchain and trees are as on
# the host; every write goes to a tmpfs and is gone at the end), fresh /run, /tmp,
# /dev, /proc and cgroup v2, a private loopback, units that the host has enabled
# left out, /proc/sys and /sys read-only. /tmp of the host is NOT visible.
# COMMAND is one shell line when it is a single word, else an argv.
# Not there: the memory, pids, cpu and io controllers of cgroup v2 where the host has
# them on v1 (MemoryMax=, TasksMax=, CPUQuota= are taken and not enforced), udev,
# logind, raising a hard limit where the host has no CAP_SYS_RESOURCE.
# Seccomp, mount sandboxing, BPF IP filters, credentials, DynamicUser=, timers work.
# Exit status: COMMAND's; 124 when it ran past --timeout; 125 when systemd did not
# come up or an input could not be set up; 2 on bad usage.
# Everything started is in one PID namespace, ended by killing its PID 1.
# Needs root and: systemd dbus util-linux iproute2 (installed with apt if absent).
set -u
me=real-systemd
T0=$EPOCHREALTIME
V=0
say()  { if [ "$V" = 1 ]; then printf '%s: [%s] %s\n' "$me" "$(since)" "$*" >&2; fi; }
warn() { printf '%s: %s\n' "$me" "$*" >&2; }
since() { local n=$EPOCHREALTIME; printf '%d ms' $(( (${n/./} - ${T0/./}) / 1000 )); }
usage() { sed -n '2,/^set -u/p' "$0" | sed -e '/^set -u/d' -e 's/^# \{0,1\}//'; }

net=none target=basic.target cmd_timeout=120 boot_timeout=30 size=2g journal='' script='' root=/
plan=() debs=() starts=() envs=() cmd=()
abs() { realpath -e -- "$1" 2>/dev/null || { warn "no such path: $1"; exit 2; }; }
add_input() {
  local p; p=$(abs "$1") || exit 2
  case $p in
    *.service|*.socket|*.timer|*.target|*.path|*.mount|*.slice)
      plan+=("unit"$'\t'"$p"$'\t'"/etc/systemd/system/${p##*/}"$'\t'644) ;;
    *.deb) debs+=("$p") ;;
    *) if [ -d "$p" ]; then plan+=("tree"$'\t'"$p"$'\t'/$'\t'-)
       else plan+=("copy"$'\t'"$p"$'\t'"/usr/local/bin/${p##*/}"$'\t'755); fi ;;
  esac
}
need() { [ $# -ge 2 ] || { warn "$1 needs a value"; exit 2; }; }
while [ $# -gt 0 ]; do
  case $1 in
    --) shift; cmd=("$@"); break ;;
    -h|--help) usage; exit 0 ;;
    -v) V=1; shift ;;
    -q) V=0; shift ;;
    --tree) need "$@"; p=$(abs "$2") || exit 2; plan+=("tree"$'\t'"$p"$'\t'/$'\t'-); shift 2 ;;
    --unit|--deb) need "$@"; add_input "$2"; shift 2 ;;
    --bin) need "$@"; s=${2%%:*}; d=; [ "$s" != "$2" ] && d=${2#*:}
           p=$(abs "$s") || exit 2
           plan+=("copy"$'\t'"$p"$'\t'"${d:-/usr/local/bin/${p##*/}}"$'\t'755); shift 2 ;;
    --copy) need "$@"; IFS=: read -r s d m <<<"$2"; [ -n "${d:-}" ] || { warn "--copy SRC:DEST"; exit 2; }
            p=$(abs "$s") || exit 2; plan+=("copy"$'\t'"$p"$'\t'"$d"$'\t'"${m:--}"); shift 2 ;;
    --bind) need "$@"; s=${2%%:*}; d=${2#*:}; p=$(abs "$s") || exit 2
            plan+=("bind"$'\t'"$p"$'\t'"$d"$'\t'-); shift 2 ;;
    --start) need "$@"; starts+=("$2"); shift 2 ;;
    --target) need "$@"; target=$2; shift 2 ;;
    --net) need "$@"; net=$2; shift 2 ;;
    --env) need "$@"; envs+=("$2"); shift 2 ;;
    --timeout) need "$@"; cmd_timeout=$2; shift 2 ;;
    --boot-timeout) need "$@"; boot_timeout=$2; shift 2 ;;
    --size) need "$@"; size=$2; shift 2 ;;
    --root) need "$@"; root=$(abs "$2") || exit 2; shift 2 ;;
    --journal) need "$@"; journal=$2; shift 2 ;;
    --script) need "$@"; script=$(abs "$2") || exit 2; shift 2 ;;
    -*) warn "unknown option $1"; exit 2 ;;
    *) add_input "$1"; shift ;;
  esac
done
[ ${#cmd[@]} -gt 0 ] || [ -n "$script" ] || { usage >&2; exit 2; }
case $net in none|host) ;; *) warn "--net none|host"; exit 2 ;; esac
[ "$(id -u)" = 0 ] || { warn "needs root"; exit 125; }

# --- packages
miss=()
command -v systemctl >/dev/null || miss+=(systemd)
command -v dbus-daemon >/dev/null || miss+=(dbus)
command -v ip >/dev/null || miss+=(iproute2)
command -v setpriv >/dev/null && command -v unshare >/dev/null || miss+=(util-linux)
if [ ${#miss[@]} -gt 0 ]; then
  say "installing ${miss[*]}"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${miss[@]}"; } >/dev/null 2>&1 \
    || { warn "cannot install ${miss[*]}"; exit 125; }
fi

# --- what an earlier run left that was itself killed with SIGKILL
cg=$(findmnt -n -o TARGET -t cgroup2 2>/dev/null | head -1)
for d in /tmp/real-systemd.[0-9]*.*; do
  [ -d "$d" ] || continue
  o=${d#/tmp/real-systemd.}; o=${o%%.*}
  [ -d "/proc/$o" ] || rm -rf --one-file-system -- "$d"
done
if [ -n "$cg" ]; then
  for d in "$cg"/real-systemd.[0-9]*; do
    [ -d "$d" ] || continue
    [ -d "/proc/${d##*.}" ] || find "$d" -depth -type d -exec rmdir {} + 2>/dev/null
  done
fi

W=$(mktemp -d "/tmp/real-systemd.$$.XXXXXX") || exit 125
init='' outer='' running=''
teardown() {
  trap - EXIT INT TERM HUP
  [ "$V" = 1 ] || exec 2>/dev/null                      # bash tells of each job that it sees killed
  [ -n "$running" ] && kill -KILL "$running" 2>/dev/null
  [ -n "$init" ] && kill -KILL "$init" 2>/dev/null      # PID 1 of the namespace: all of it goes
  if [ -n "$outer" ]; then
    for _ in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$outer" 2>/dev/null || break; sleep 0.05; done
    kill -KILL "$outer" 2>/dev/null; wait "$outer" 2>/dev/null
  fi
  if [ -n "$cg" ] && [ -d "$cg/real-systemd.$$" ]; then
    for _ in 1 2 3 4 5 6 7 8 9 10; do
      find "$cg/real-systemd.$$" -depth -type d -exec rmdir {} + 2>/dev/null
      [ -d "$cg/real-systemd.$$" ] || break
      sleep 0.1
    done
  fi
  rm -rf --one-file-system -- "$W"
  say "torn down"
}
trap teardown EXIT
trap 'exit 130' INT; trap 'exit 143' TERM; trap 'exit 129' HUP
mkdir "$W/m"
printf '%s\n' ${plan[@]+"${plan[@]}"} >"$W/plan"

# --- inside the new namespaces, as their PID 1; becomes systemd at the end
cat >"$W/stage1" <<'EOS'
set -eu
W=$1 name=$2
mount --make-rprivate /
mkdir "$W/cg"; mount -t cgroup2 none "$W/cg"
mkdir "$W/cg/$name"; echo 0 >"$W/cg/$name/cgroup.procs"
umount "$W/cg"
exec unshare --cgroup bash "$W/stage2" "$@"
EOS
cat >"$W/stage2" <<'EOS'
set -eu
W=$1 name=$2 net=$3 size=$4 target=$5 lower=$6
mount -t tmpfs -o "size=$size,mode=755" real-systemd "$W/m"
mkdir "$W/m/upper" "$W/m/work" "$W/m/root"
mount -t overlay -o "lowerdir=$lower,upperdir=$W/m/upper,workdir=$W/m/work" overlay "$W/m/root"
R=$W/m/root
# a machine of its own
rm -f "$R/etc/hostname" "$R/etc/machine-id" "$R/usr/sbin/policy-rc.d"
echo real-systemd >"$R/etc/hostname"; hostname real-systemd
tr -d - </proc/sys/kernel/random/uuid >"$R/etc/machine-id"
: >"$R/etc/fstab"
# nothing that the host has enabled, and nothing that is about hardware
rm -rf "$R"/etc/systemd/system/*.wants "$R"/etc/systemd/system/*.requires
for u in systemd-udevd.service systemd-udev-trigger.service systemd-udevd-control.socket \
  systemd-udevd-kernel.socket systemd-modules-load.service systemd-sysctl.service \
  systemd-random-seed.service systemd-update-utmp.service systemd-update-utmp-runlevel.service \
  systemd-binfmt.service systemd-firstboot.service systemd-pstore.service systemd-boot-system-token.service \
  systemd-journald-audit.socket systemd-machine-id-commit.service systemd-hwdb-update.service \
  systemd-pcrphase.service systemd-pcrphase-sysinit.service systemd-journal-catalog-update.service \
  systemd-update-done.service kmod-static-nodes.service systemd-tmpfiles-setup-dev.service \
  ldconfig.service modprobe@.service getty.target systemd-logind.service \
  dev-hugepages.mount dev-mqueue.mount sys-kernel-config.mount sys-kernel-debug.mount \
  sys-kernel-tracing.mount sys-fs-fuse-connections.mount proc-sys-fs-binfmt_misc.automount \
  systemd-ask-password-console.path systemd-ask-password-wall.path \
  apt-daily.timer apt-daily-upgrade.timer e2scrub_all.timer fstrim.timer man-db.timer dpkg-db-backup.timer
do ln -sf /dev/null "$R/etc/systemd/system/$u"; done
# another root still runs programs linked against what the host has under /opt
if [ "$lower" != / ] && [ -d /opt ]; then
  mkdir -p "$R/opt"; mount --bind /opt "$R/opt"; mount -o remount,bind,ro "$R/opt"
fi
# the inputs (host paths still resolve here)
while IFS=$'\t' read -r kind src dest mode; do
  [ -n "$kind" ] || continue
  case $kind in
    tree) cp -a --no-preserve=ownership "$src/." "$R/" ;;
    unit|copy) mkdir -p "$R${dest%/*}"; rm -rf "$R$dest"; cp -a --no-preserve=ownership "$src" "$R$dest"
               [ "$mode" = - ] || chmod "$mode" "$R$dest" ;;
    bind) if [ -d "$src" ]; then mkdir -p "$R$dest"; else mkdir -p "$R${dest%/*}"; touch "$R$dest"; fi
          mount --bind "$src" "$R$dest"; mount -o remount,bind,ro "$R$dest" ;;
  esac || { echo "cannot set up: $kind $src -> $dest"; exit 1; }
done <"$W/plan"
# the API file systems
mount -t proc -o nosuid,nodev,noexec proc "$R/proc"
mount -t sysfs -o ro,nosuid,nodev,noexec sysfs "$R/sys"
mount -t cgroup2 -o nosuid,nodev,noexec cgroup2 "$R/sys/fs/cgroup"
mount -t tmpfs -o mode=755,nosuid dev "$R/dev"
for d in null zero full random urandom tty; do : >"$R/dev/$d"; mount --bind "/dev/$d" "$R/dev/$d"; done
mkdir "$R/dev/pts" "$R/dev/shm" "$R/dev/mqueue"
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$R/dev/pts"
mount -t tmpfs -o mode=1777,nosuid,nodev shm "$R/dev/shm"
ln -s pts/ptmx "$R/dev/ptmx"; ln -s /proc/self/fd "$R/dev/fd"
ln -s fd/0 "$R/dev/stdin"; ln -s fd/1 "$R/dev/stdout"; ln -s fd/2 "$R/dev/stderr"
mount -t tmpfs -o mode=755,nosuid,nodev run "$R/run"
mount -t tmpfs -o mode=1777,nosuid,nodev tmp "$R/tmp"
# kernel-wide knobs are the host's: read-only
mount --bind "$R/proc/sys" "$R/proc/sys"
if [ "$net" = none ]; then
  mount --bind "$R/proc/sys/net" "$R/proc/sys/net"
  mount -o remount,bind,ro "$R/proc/sys"
  ip link set lo up
else
  mount -o remount,bind,ro "$R/proc/sys"
fi
if [ -e "$R/proc/sysrq-trigger" ]; then
  mount --bind "$R/proc/sysrq-trigger" "$R/proc/sysrq-trigger"
  mount -o remount,bind,ro "$R/proc/sysrq-trigger"
fi
mkdir "$R/run/host-root"
cd "$R"; pivot_root . run/host-root
umount -l /run/host-root; rmdir /run/host-root
mount --make-rshared /      # as a container manager must: credentials reach services by propagation
exec env -i container=real-systemd PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
  LANG=C.UTF-8 setpriv --bounding-set=-sys_module,-sys_time,-sys_rawio,-syslog \
  /lib/systemd/systemd --system --unit="$target" --log-target=journal --show-status=no </dev/null
EOS

ns=(--pid --mount --uts --ipc); [ "$net" = none ] && ns+=(--net)
setpriv --pdeathsig KILL unshare "${ns[@]}" --fork --kill-child=KILL \
  bash "$W/stage1" "$W" "real-systemd.$$" "$net" "$size" "$target" "$root" </dev/null >"$W/boot.log" 2>&1 &
outer=$!

inside() { # argv run in the namespaces, in a cgroup of its own
  nsenter --target "$init" --mount --uts --ipc --net --pid --cgroup --root --wd -- \
    env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
    LANG=C.UTF-8 TERM=dumb SYSTEMD_PAGER= SYSTEMD_COLORS=0 SYSTEMD_URLIFY=0 \
    ${envs[@]+"${envs[@]}"} \
    sh -c 'c=/sys/fs/cgroup/command; mkdir -p $c && echo 0 >$c/cgroup.procs; exec "$@"' sh "$@"
}
fail_boot() { warn "$1"; [ -s "$W/boot.log" ] && sed "s/^/$me: boot: /" "$W/boot.log" >&2; exit 125; }

# --- wait for it
deadline=$(( ${EPOCHREALTIME%.*} + boot_timeout ))
while :; do
  kill -0 "$outer" 2>/dev/null || fail_boot "the namespaces ended before systemd ran"
  init=$(cat "/proc/$outer/task/$outer/children" 2>/dev/null); init=${init%% *}
  [ -n "$init" ] && [ "$(cat "/proc/$init/comm" 2>/dev/null)" = systemd ] \
    && [ -S "/proc/$init/root/run/systemd/private" ] && break
  [ "${EPOCHREALTIME%.*}" -lt "$deadline" ] || fail_boot "no systemd after $boot_timeout s"
  sleep 0.05
done
say "systemd is pid $init here, 1 inside"
state=$(timeout -k 1 "$boot_timeout" nsenter --target "$init" -a systemctl is-system-running --wait 2>&1)
case $state in
  running) ;;
  degraded)
    failed=$(nsenter --target "$init" -a systemctl --failed --plain --no-legend | tr -s ' ' | cut -d' ' -f1 | tr '\n' ' ' || true)
    warn "booted degraded: $failed"
    ;;
  *) fail_boot "systemd says: ${state:-nothing within $boot_timeout s}" ;;
esac
say "booted: $state"

if grep -q . "$W/plan"; then
  inside systemd-sysusers >/dev/null 2>"$W/err" || { warn "systemd-sysusers: $(tail -1 "$W/err")"; }
  inside systemd-tmpfiles --create --exclude-prefix=/dev >/dev/null 2>&1
fi
for d in ${debs[@]+"${debs[@]}"}; do
  inside bash -c 'cat >/tmp/input.deb && DEBIAN_FRONTEND=noninteractive dpkg -i /tmp/input.deb && rm /tmp/input.deb' <"$d" >"$W/dpkg" 2>&1 \
    || { cat "$W/dpkg" >&2; warn "dpkg -i ${d##*/} failed"; exit 125; }
  say "installed ${d##*/}"
done
for u in ${starts[@]+"${starts[@]}"}; do
  inside timeout -k 1 "$boot_timeout" systemctl start "$u" </dev/null >&2 || {
    warn "start $u failed"; inside systemctl status --no-pager -n 30 "$u" </dev/null >&2; exit 125; }
  say "started $u"
done

# --- the command, waited for so that a signal to this script ends it at once
if [ -n "$script" ]; then
  inside timeout -k 2 "$cmd_timeout" bash -s -- ${cmd[@]+"${cmd[@]}"} <"$script" &
elif [ ${#cmd[@]} = 1 ]; then
  inside timeout -k 2 "$cmd_timeout" bash -c "${cmd[0]}" </dev/null &
else
  inside timeout -k 2 "$cmd_timeout" "${cmd[@]}" </dev/null &
fi
running=$!; wait "$running"; rc=$?; running=''
[ "$rc" = 137 ] && rc=124
say "command: exit status $rc"
[ -n "$journal" ] && inside journalctl --no-pager -o json </dev/null >"$journal"
[ "$V" = 1 ] && [ "$rc" != 0 ] && inside journalctl --no-pager -n 80 -o short-precise </dev/null >&2
exit "$rc"
