// What a scan on the walk leaves open, and that nothing pressed or scanned meanwhile is lost.
import { flushPromises } from '@vue/test-utils';
import { expect, it, vi } from 'vitest';
import { computed, defineComponent } from 'vue';
import { pageWith } from '../../../../tests/support/page.ts';
import type { Answers, Asked } from '../../../../tests/support/page.ts';
import { useRoundScan } from './use-round-scan.ts';
import type { RoundScan } from './use-round-scan.ts';
import type { RoundState } from './use-round.ts';

vi.mock('../../scan/tones.ts', () => ({ playTone: vi.fn<() => void>() }));

const asks = (barcode: string) => ({ kind: 'asks', requestId: `r-${barcode}`, barcode, place: '' });
const found = (barcode: string) => ({
  kind: 'done',
  requestId: `r-${barcode}`,
  action: 'find',
  outcome: { ok: true },
});
const scan = (text: string) => ({ text, source: 'wedge' as const });

/** A round's scans over a desk that answers like that, and what the desk was asked. */
function scanning(answers: Answers): { round: RoundScan; sent: () => Asked['input'][] } {
  let round: RoundScan | undefined;
  const page = pageWith(answers);
  const state = { round: computed(() => undefined), shown: computed(() => null), show: () => {} };
  page.mount(
    defineComponent(() => {
      round = useRoundScan(state as unknown as RoundState);
      return () => null;
    }),
    {},
  );
  if (!round) throw new Error('nothing was mounted');
  return { round, sent: () => page.asked.map(({ input }) => input) };
}

it('a trigger pulled twice asks once, and the key that follows at once is the answer', async () => {
  const { round, sent } = scanning({
    'rounds.take': ({ text, cause }) => (cause === undefined ? asks : found)(String(text)),
  });
  await round.take(scan('N1'));
  void round.take(scan('N1'));
  await round.answer('misshelved');
  await flushPromises();
  expect(sent().map(({ text, cause }) => [text, cause])).toEqual([
    ['N1', undefined],
    ['N1', 'misshelved'],
  ]);
  expect(round.asked.value).toBeNull();
});

it('an answer to one book is none to the book that was scanned before the key', async () => {
  const { round, sent } = scanning({ 'rounds.take': ({ text }) => asks(String(text)) });
  await round.take(scan('N1'));
  void round.take(scan('N2'));
  await round.answer('misshelved');
  expect(sent().filter(({ cause }) => cause !== undefined)).toEqual([]);
  expect(round.asked.value).toMatchObject({ barcode: 'N2' });
});
