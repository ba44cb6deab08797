// Keys of the page: the topmost layer that knows a key has it. A letter acts only when no other key follows at once.

import { onScopeDispose } from 'vue';

/** Milliseconds that a letter waits: a scanner in keyboard mode types its next key within them. */
export const LETTER_WAIT = 60;

export interface KeyAction {
  /** `a`, `?`, `Enter`, `Escape`, `ArrowDown`, or `mod+k` (Ctrl or ⌘). */
  key: string;
  run(): void;
  /** What the key does, for `?`; keys without words are not listed. */
  words?: string;
  /** Also while the focus is in a field or on a control. */
  always?: boolean;
}

export interface KeyLayer {
  /** `now` goes before all others: the second key of a sequence. */
  name: 'everywhere' | 'here' | 'now';
  actions(): readonly KeyAction[];
}

const layers: KeyLayer[] = [];

/** Adds a layer of keys above the present ones until the component goes away. */
export function useKeys(
  actions: () => readonly KeyAction[],
  name: KeyLayer['name'] = 'here',
): void {
  const layer: KeyLayer = { name, actions };
  layers.push(layer);
  onScopeDispose(() => void layers.splice(layers.indexOf(layer), 1));
}

/** The layers, topmost first. */
export function keyLayers(): KeyLayer[] {
  const topmost = layers.toReversed();
  const isNow = (layer: KeyLayer) => layer.name === 'now';
  return [...topmost.filter(isNow), ...topmost.filter((layer) => !isNow(layer))];
}

function find(key: string): { action: KeyAction; layer: KeyLayer } | undefined {
  for (const layer of keyLayers()) {
    const action = layer.actions().find((each) => each.key === key);
    if (action) return { action, layer };
  }
  return undefined;
}

/** Whether a place takes typed text, so that letters are its own. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLSelectElement) return true;
  return (
    target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type)
  );
}

/** Controls have Enter and Space for themselves. */
function isControl(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('button, a, summary, [role="option"]') !== null
  );
}

/** A select that has its list open takes Escape for the list. */
function hasOpenList(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[aria-expanded="true"]') !== null;
}

/** Handles key events; `listen` of `scan/wedge-listener.ts` hands over those that are no scan. */
export function createKeyHandler(timers: {
  set(run: () => void, ms: number): number;
  clear(id: number): void;
}): (event: KeyboardEvent, name: string) => void {
  let waiting: number | undefined;
  let lastAt = Number.NEGATIVE_INFINITY;
  return (event, name) => {
    const hurried = event.timeStamp - lastAt < LETTER_WAIT;
    lastAt = event.timeStamp;
    if (waiting !== undefined) timers.clear(waiting);
    waiting = undefined;
    if (event.altKey || event.isComposing) return;
    const mod = event.ctrlKey || event.metaKey;
    const found = find(mod ? `mod+${name.toLowerCase()}` : name);
    if (!found || (!found.action.always && isTyping(event.target))) return;
    const { action, layer } = found;
    if (name === 'Enter' && (hurried || isControl(event.target))) return;
    if (name === 'Escape' && layer.name !== 'now' && hasOpenList(event.target)) return;
    if (name.length === 1 && !mod) {
      waiting = timers.set(action.run, LETTER_WAIT);
      return;
    }
    event.preventDefault();
    action.run();
  };
}
