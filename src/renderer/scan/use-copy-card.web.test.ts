import { flushPromises } from '@vue/test-utils';
import { defineComponent } from 'vue';
import { describe, expect, it, vi } from 'vitest';
import { pageWith } from '../../../tests/support/page.ts';
import { refuse } from '../../shared/lib/result.ts';
import { SOON_MS } from './soon.ts';
import { useCopyCard } from './use-copy-card.ts';
import type { CopyCardState } from './use-copy-card.ts';
import type { Scan } from './use-scan-target.ts';

const request = {
  id: 'r1',
  queue: 'reallocation',
  code: 'N1-0001',
  state: 'approved',
  head: 'e1',
  fields: {},
};
const card = {
  kind: 'copy',
  holding: { copy: { barcode: 'N10000001', status: 'available' } },
  tasks: [
    {
      line: { request },
      actions: [{ action: 'pick', key: null, choices: {}, prefill: {}, scan: true }],
    },
  ],
  next: { requestId: 'r1', action: 'pick' },
  remarks: [],
};

/** A frame with the copy card, on which an action is refused; `acts` is how often one was asked for. */
function frame(answer: () => unknown = () => card) {
  const page = pageWith({
    'scan.take': answer,
    'scan.card': () => card,
    'requests.act': () => refuse('stale'),
  });
  let state: CopyCardState | undefined;
  page.mount(
    defineComponent({
      setup() {
        state = useCopyCard();
        return () => null;
      },
    }),
    {},
  );
  if (!state) throw new Error('no card');
  const { take, refusal, scan, card: shown } = state;
  return {
    refusal,
    take,
    /** What the card says: the scan's code, and whether it has its answer; null while it is closed. */
    says: () => scan.value && [scan.value.text, shown.value !== null],
    async scan(source: Scan['source']) {
      await take({ text: 'N10000001', source });
      await flushPromises();
    },
    count: (name: string) => page.asked.filter((each) => each.name === name).length,
  };
}

describe('the copy card', () => {
  it('does the one next step when the copy is scanned again', async () => {
    const { scan, count } = frame();
    await scan('hid');
    expect(count('requests.act')).toBe(0);
    await scan('wedge');
    expect(count('requests.act')).toBe(1);
  });

  it('does nothing when a tag comes again that lies at the edge of the field', async () => {
    const { scan, count, refusal } = frame();
    await scan('rfid');
    await scan('rfid');
    expect(count('requests.act')).toBe(0);
    expect(count('scan.take')).toBe(1);
    await scan('hid');
    expect(count('requests.act')).toBe(1);
    expect(refusal.value).toMatchObject({ code: 'stale' });
    await scan('rfid');
    expect(count('requests.act')).toBe(1);
    expect(refusal.value).toMatchObject({ code: 'stale' });
  });

  it('looks at a copy chosen from a list without saying that it was seen anywhere', async () => {
    const { take, says, count } = frame();
    await take({ text: 'N10000001', source: 'typed', listed: true });
    expect(says()).toEqual(['N10000001', true]);
    expect(count('scan.take')).toBe(0);
  });

  it('says that it looks only where the answer takes its time, and nothing of the copy before then', async () => {
    vi.useFakeTimers();
    let held = Promise.withResolvers<unknown>();
    const { take, says } = frame(() => held.promise);
    const first = take({ text: 'A', source: 'hid' });
    expect(says()).toBeNull();
    await vi.advanceTimersByTimeAsync(SOON_MS);
    expect(says()).toEqual(['A', false]);
    held.resolve(card);
    await first;
    expect(says()).toEqual(['A', true]);
    held = Promise.withResolvers();
    const second = take({ text: 'B', source: 'hid' });
    expect(says()).toEqual(['A', true]);
    await vi.advanceTimersByTimeAsync(SOON_MS);
    expect(says()).toEqual(['B', false]);
    held.resolve(card);
    await second;
    await vi.advanceTimersByTimeAsync(SOON_MS);
    expect(says()).toEqual(['B', true]);
    vi.useRealTimers();
  });

  it('does no step of the copy that is shown when another is scanned twice before its answer', async () => {
    const held: PromiseWithResolvers<unknown>[] = [];
    const { take, says, count } = frame(() => {
      const one = Promise.withResolvers<unknown>();
      held.push(one);
      return one.promise;
    });
    const answered = async (scans: Promise<void>[]) => {
      await flushPromises();
      held.forEach(({ resolve }) => resolve(card));
      await Promise.all(scans);
    };
    await answered([take({ text: 'A', source: 'hid' })]);
    expect(says()).toEqual(['A', true]);
    await answered([take({ text: 'B', source: 'hid' }), take({ text: 'B', source: 'hid' })]);
    expect(count('requests.act')).toBe(0);
    expect(says()).toEqual(['B', true]);
  });
});
