// A desk of the model library at which somebody lends, takes back and holds by scans.

import { afterEach, beforeEach } from 'vitest';
import type * as z from 'zod';
import type { DeskContract } from '../../src/shared/desk-contract.ts';
import { commandId, openTestDesk } from './desk-core.ts';
import type { TestDesk } from './desk-core.ts';

type Input<K extends 'circulation.lend' | 'circulation.takeBack'> = z.input<
  DeskContract[K]['input']
>;
type Panel = NonNullable<z.output<DeskContract['circulation.reader']['output']>>;

/** Minutes of a day. */
export const DAYS = 24 * 60;

/** A scan with a command of its own. */
export const scanned = (text: string) => ({
  commandId: commandId(),
  text,
  source: 'wedge' as const,
});

/** Opens a desk for each test, with `desk-a` at its counter. */
export function useCounterDesk() {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await openTestDesk();
    await desk.signIn('desk-a');
  });
  afterEach(() => desk.close());
  return {
    get client() {
      return desk.client;
    },
    async as(login: string, point?: string) {
      await desk.client['session.signOut']({});
      await desk.signIn(login, point);
    },
    /** Time goes by; the desk has locked itself meanwhile. */
    async later(minutes: number) {
      desk.clock.forward(minutes);
      await desk.signIn('desk-a');
    },
    lend: (text: string, readerId: string | null, more: Partial<Input<'circulation.lend'>> = {}) =>
      desk.client['circulation.lend']({ ...scanned(text), readerId, ...more }),
    back: (text: string, more: Partial<Input<'circulation.takeBack'>> = {}) =>
      desk.client['circulation.takeBack']({
        ...scanned(text),
        day: null,
        drop: false,
        damaged: false,
        ...more,
      }),
    hold: (readerId: string, titleId = 't2', campus = 'north') =>
      desk.client['circulation.place']({
        commandId: commandId(),
        titleId,
        copyId: null,
        readerId,
        campus,
        kind: 'hold',
      }),
    async panel(readerId: string): Promise<Panel> {
      const found = await desk.client['circulation.reader']({ readerId });
      if (!found) throw new Error('no reader');
      return found;
    },
  };
}
