// Tells the desk that somebody is here, at most twice a minute, and locks when nobody was for the set time.

import { onScopeDispose } from 'vue';
import { useDesk } from '../desk/desk.ts';
import { useSession } from '../desk/use-session.ts';

const EVERY = 30_000;

/** Watches keys and pointer; the desk itself keeps the same time and has the last word. */
export function useIdle(): void {
  const { client } = useDesk();
  const { info } = useSession();
  let lastSeen = Date.now();
  let lastTold = 0;
  const ignore = () => undefined;
  const onSign = () => {
    lastSeen = Date.now();
    if (lastSeen - lastTold < EVERY || info.value?.locked) return;
    lastTold = lastSeen;
    client['session.touch']({}).catch(ignore);
  };
  const timer = setInterval(() => {
    const limit = (info.value?.lockAfterMinutes ?? 0) * 60_000;
    if (limit === 0 || info.value?.locked || Date.now() - lastSeen < limit) return;
    client['session.lock']({}).catch(ignore);
  }, EVERY / 2);
  const signs = ['keydown', 'pointerdown', 'wheel'] as const;
  for (const sign of signs) window.addEventListener(sign, onSign, { capture: true, passive: true });
  onScopeDispose(() => {
    clearInterval(timer);
    for (const sign of signs) window.removeEventListener(sign, onSign, { capture: true });
  });
}
