// Catches a scanner in keyboard mode before anything else sees its keys; people's typing is left alone.

import { WedgeJudge, characterOf } from '../../shared/devices/wedge.ts';
import type { WedgeLimits } from '../../shared/devices/wedge.ts';
import { rememberField } from './typed-text.ts';
import type { FieldMemory } from './typed-text.ts';

export interface WedgeListener {
  /** For new prefixes and suffixes. */
  setLimits(limits: WedgeLimits): void;
  stop(): void;
}

export interface WedgeEars {
  /** False while nobody may scan: keys then go where they go. */
  listening(): boolean;
  onScan(text: string): void;
  /** Every key that did not end a scan, by its name; letters by the key's place, whatever the input method. */
  onKey(event: KeyboardEvent, name: string): void;
}

/** Name of a key: what it types on the US layout for signs, else what the system calls it. */
function keyName(event: KeyboardEvent): string {
  const plain = event.key.length === 1 && event.key.charCodeAt(0) < 128;
  return plain ? event.key : (characterOf(event.code, event.shiftKey) ?? event.key);
}

/** A password may be typed as fast as a code (password managers do); it is never a scan. */
function isSecret(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type === 'password';
}

const MODIFIERS = new Set(['Shift', 'Control', 'Alt', 'Meta', 'CapsLock']);

/**
 * Listens in the capture phase. Letters go through to the field they were typed into, at once; when they turn out
 * to be a scan the field is put back as it was and the key that ended the scan is swallowed.
 */
export function listenToWedge(page: Window, ears: WedgeEars, limits: WedgeLimits): WedgeListener {
  let judge = new WedgeJudge(limits);
  let idle = limits.idle;
  let field: FieldMemory | null = null;
  let timer: number | undefined;
  let composing = false;

  const finish = (text: string) => {
    page.clearTimeout(timer);
    field?.restore(composing);
    field = null;
    ears.onScan(text);
  };
  const onSilence = (at: number) => {
    const verdict = judge.silence(at);
    if (verdict.is === 'scan') finish(verdict.text);
    else field = null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (MODIFIERS.has(event.key) || !ears.listening()) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isSecret(event.target)) {
      if (event.repeat) judge = new WedgeJudge(limits);
      ears.onKey(event, keyName(event));
      return;
    }
    const memory = rememberField(event.target);
    const wasPending = judge.pending;
    const verdict = judge.key({ code: event.code, shift: event.shiftKey, at: event.timeStamp });
    page.clearTimeout(timer);
    if (verdict.is === 'scan') {
      event.preventDefault();
      event.stopImmediatePropagation();
      finish(verdict.text);
      return;
    }
    if (!wasPending || verdict.is === 'typing') {
      field = memory;
      composing = false;
    }
    composing ||= event.isComposing || event.key === 'Process';
    if (judge.pending) {
      timer = page.setTimeout(() => onSilence(event.timeStamp + idle), idle);
    }
    ears.onKey(event, keyName(event));
  };
  page.addEventListener('keydown', onKeyDown, { capture: true });
  return {
    setLimits(fresh) {
      limits = fresh;
      idle = fresh.idle;
      judge = new WedgeJudge(fresh);
    },
    stop() {
      page.clearTimeout(timer);
      page.removeEventListener('keydown', onKeyDown, { capture: true });
    },
  };
}
