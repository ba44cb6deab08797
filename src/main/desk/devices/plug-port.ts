// How the desk learns that something was plugged in or out; tests bring their own.

import type { PlugWatch } from '../../../shared/desk-contract/devices.ts';

/** A watch that runs. */
export interface Plugs {
  how: PlugWatch;
  stop(): void;
}

/** Watches for plugging. */
export interface PlugPort {
  /** Begins; `hear` is called for every change, often several times for one device. Never throws. */
  watch(hear: () => void): Promise<Plugs>;
}
