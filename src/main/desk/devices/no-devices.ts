// The devices of a desk that was started without any.

import { refuse } from '../../../shared/lib/result.ts';
import type { Devices } from './devices.ts';

const NONE = refuse('hid_none');

const nothing = (): AsyncIterable<never> => ({
  [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) }),
});

/** Says so, whatever it is asked. */
export const NO_DEVICES: Devices = {
  begin: () => undefined,
  list: () => ({ support: NONE, devices: [], scans: { waiting: 0, untaken: 0 } }),
  bar: () => ({ state: 'keyboard', reading: 0, trouble: null }),
  scans: nothing,
  hand: () => undefined,
  reports: nothing,
  attend: () => undefined,
  choose: async () => NONE,
  command: async () => NONE,
  reopen: async () => NONE,
  look: async () => NONE,
  close: async () => undefined,
};
