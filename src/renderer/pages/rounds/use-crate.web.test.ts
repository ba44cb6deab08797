// Books out of a crate, scanned faster than they are received.
import { flushPromises } from '@vue/test-utils';
import { expect, it, vi } from 'vitest';
import { defineComponent } from 'vue';
import { pageWith } from '../../../../tests/support/page.ts';
import { useCrate } from './use-crate.ts';
import type { CrateState } from './use-crate.ts';

vi.mock('../../scan/tones.ts', () => ({ playTone: vi.fn<() => void>() }));

const scan = (text: string) => ({ text, source: 'wedge' as const });

it('a book is of the crate scanned before it and in the condition chosen for it, and the next one in good condition', async () => {
  let crates: CrateState | undefined;
  const page = pageWith({
    'rounds.crates': () => [],
    'rounds.crate': () => null,
    'rounds.unpack': ({ text }) =>
      text === 'CR-1'
        ? { kind: 'crate', manifestId: 'm1' }
        : { kind: 'received', requestId: 'r', action: 'receive', surplus: false, outcome: {} },
  });
  page.mount(
    defineComponent(() => {
      crates = useCrate();
      return () => null;
    }),
    {},
  );
  crates?.arriveAs('damaged');
  void crates?.take(scan('CR-1'));
  await flushPromises();
  void crates?.take(scan('N1'));
  void crates?.take(scan('N2'));
  await flushPromises();
  const unpacked = page.asked.filter(({ name }) => name === 'rounds.unpack');
  expect(
    unpacked.map(({ input }) => [input['text'], input['manifestId'], input['condition']]),
  ).toEqual([
    ['CR-1', '', 'damaged'],
    ['N1', 'm1', 'damaged'],
    ['N2', 'm1', 'good'],
  ]);
});
