#!/bin/bash
# Runs Chromium as a kiosk: starts it, watches its heartbeat, and restarts it when the heartbeat stops.
#   start.sh ADDRESS [flags of Chromium]      ADDRESS is for instance https://host/?kiosk=ID
# The user agent ends with BrandGalleryScreen, which no link can set: by that the page recognises a device that is set up as a kiosk, and does
# not ask, also after a reboot and with a new profile.
# The page writes "kiosk beat" into the browser's log every five seconds. A hanging page, a crashed tab and a dead browser all show as silence.
# Do not use --incognito: it deletes the offline copy, and writes no log.
set -u
address=${1:?start.sh: the address is missing, such as https://host/?kiosk=ID}
shift
chromium=${CHROMIUM:-chromium}
state=${KIOSK_STATE:-${XDG_STATE_HOME:-$HOME/.local/state}/brand-gallery-kiosk}
version=$("$chromium" --version 2>/dev/null | grep -oE '[0-9]+' | head -n 1)
name="Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version:-120}.0.0.0 Safari/537.36 BrandGalleryScreen"
first=${KIOSK_FIRST:-60}       # seconds until the first heartbeat
patience=${KIOSK_PATIENCE:-15} # longest pause between two, in seconds
browser=
finish() {
  [ -n "$browser" ] && kill -9 -- "-$browser" 2>/dev/null
  browser=
}
trap 'finish; exit 0' TERM INT HUP
mkdir -p "$state"
pause=1
while :; do
  # Without this a browser that was killed asks whether to restore its pages.
  rm -f "$state"/Singleton*
  preferences=$state/Default/Preferences
  [ -f "$preferences" ] && sed -i 's/"exit_type":"[^"]*"/"exit_type":"Normal"/' "$preferences"
  coproc CHROMIUM_LOG {
    exec setsid "$chromium" --kiosk --user-agent="$name" --user-data-dir="$state" --enable-logging=stderr --no-first-run --no-default-browser-check \
      --noerrdialogs --disable-session-crashed-bubble --hide-crash-restore-bubble --disable-infobars --disable-pinch \
      --overscroll-history-navigation=0 --disable-component-update --disable-background-networking --disable-sync \
      --touch-events=enabled --autoplay-policy=no-user-gesture-required --disable-features=Translate --password-store=basic \
      "$@" "$address" 2>&1
  }
  browser=$CHROMIUM_LOG_PID
  log=${CHROMIUM_LOG[0]}
  echo "started $browser"
  last=$SECONDS
  wait=$first
  why=gone
  while kill -0 "$browser" 2>/dev/null; do
    if IFS= read -r -t 1 line <&"$log"; then
      case $line in
      *'kiosk beat'*)
        [ "$wait" = "$first" ] && echo alive
        last=$SECONDS
        wait=$patience
        pause=1
        ;;
      esac
    elif [ $? -le 128 ]; then
      break
    fi
    if [ $((SECONDS - last)) -gt "$wait" ]; then
      why=silent
      break
    fi
  done
  echo "$why"
  finish
  wait 2>/dev/null
  sleep "$pause"
  pause=$((pause < 30 ? pause * 2 : 30))
done
