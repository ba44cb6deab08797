// What a person chose for a device, kept beside the outbox; with enough of the device to show it while it is gone.

import * as z from 'zod';
import { unlessFault } from '../fault.ts';
import type { Kept } from '../outbox/kept.ts';
import type { HidInfo } from './hid-port.ts';

const NAMES = 'device:';

const keptChoice = z.object({
  choice: z.string(),
  info: z.object({
    path: z.string(),
    vendorId: z.number(),
    productId: z.number(),
    usagePage: z.number(),
    usage: z.number(),
    serialNumber: z.string().nullable(),
    manufacturer: z.string().nullable(),
    product: z.string().nullable(),
    interface: z.number(),
  }),
});

/** Choices by device id. */
export interface KeptChoices {
  all(): { id: string; choice: string; info: HidInfo }[];
  /** `auto` is what holds where nothing is kept. */
  set(id: string, choice: string, info: HidInfo): void;
}

/** Opens them; what an earlier or later version kept otherwise is passed over. */
export function keptChoices(kept: Kept): KeptChoices {
  return {
    all: () =>
      kept.list('desk', '').flatMap(({ name, value }) => {
        const read = name.startsWith(NAMES) ? keptChoice.safeParse(value).data : undefined;
        return read ? [{ id: name.slice(NAMES.length), ...read }] : [];
      }),
    // A full disk costs the memory of it, not the reading.
    set(id, choice, info) {
      unlessFault(() => {
        if (choice === 'auto') kept.remove('desk', '', NAMES + id);
        else kept.set('desk', '', NAMES + id, { choice, info: { ...info, path: '' } });
      });
    },
  };
}
