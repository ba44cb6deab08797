
# Scanners that are plugged in already come under the rules of 70-shutai.rules, too.
if hash udevadm 2>/dev/null; then
    udevadm control --reload || true
    udevadm trigger --action=change --subsystem-match=hidraw || true
fi
