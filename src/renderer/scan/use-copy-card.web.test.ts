import { flushPromises } from '@vue/test-utils';
import { defineComponent } from 'vue';
import { describe, expect, it } from 'vitest';
import { pageWith } from '../../../tests/support/page.ts';
import { refuse } from '../../shared/lib/result.ts';
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
function frame() {
  const page = pageWith({
    'scan.take': () => card,
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
  const { take, refusal } = state;
  return {
    refusal,
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
});
