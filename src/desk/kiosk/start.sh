#!/bin/bash
# Keeps the gallery on a lobby's screen: starts Chromium, hears its sign of life, and starts it anew where that stays away.
#   start.sh ADDRESS [flags of Chromium]      ADDRESS is such as https://host/?kiosk=ID
# The browser's name ends with BrandGalleryScreen: by that word, which no link can say, the page knows a device that is set up as a screen,
# and asks nobody, also after a reboot and with a fresh profile.
# The page writes "kiosk beat" into the browser's log every five seconds, whatever holds it up: a page that hangs, a crashed tab, a
# browser that is gone, all look the same from here. Not --incognito: that would throw the offline copy away, and is silent.
set -u
address=${1:?start.sh: the address is missing, such as https://host/?kiosk=ID}
shift
chromium=${CHROMIUM:-chromium}
state=${KIOSK_STATE:-${XDG_STATE_HOME:-$HOME/.local/state}/brand-gallery-kiosk}
version=$("$chromium" --version 2>/dev/null | grep -oE '[0-9]+' | head -n 1)
name="Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version:-120}.0.0.0 Safari/537.36 BrandGalleryScreen"
first=${KIOSK_FIRST:-60}       # seconds until the first beat
patience=${KIOSK_PATIENCE:-15} # seconds between two
browser=
finish() {
  [ -n "$browser" ] && kill -9 -- "-$browser" 2>/dev/null
  browser=
}
trap 'finish; exit 0' TERM INT HUP
mkdir -p "$state"
pause=1
while :; do
  # What a killed browser leaves behind must not ask questions.
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
