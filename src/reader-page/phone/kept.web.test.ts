// What a tab keeps: for the reader who wrote it, over a reload and an ended session, and for nobody else.

import { mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it } from 'vitest';
import { defineComponent } from 'vue';
import type { Answer } from './answer.ts';
import { keptIn } from './kept.ts';
import { PHONE } from './phone.ts';
import type { Phone } from './phone.ts';
import { tokenStore } from './tokens.ts';
import { useDraft } from './use-draft.ts';
import { useSend } from './use-send.ts';

let names = 0;
beforeEach(() => sessionStorage.clear());

/** A page that was just loaded, with a form in it. */
function page(outcomes: Answer<number>[] = []) {
  const kept = keptIn(sessionStorage);
  const sent: string[] = [];
  const newRequestId = () => `name-${(names += 1)}`;
  const phone = { kept, newRequestId } as unknown as Phone;
  const made: {
    draft?: { text: string; lines: string[] };
    send?: (body: { text: string }) => Promise<number | null>;
  } = {};
  const Screen = defineComponent({
    setup() {
      made.draft = useDraft('form', { text: '', lines: [''] });
      const call = async (body: { text: string; requestId: string }) => {
        sent.push(body.requestId);
        return outcomes.shift() ?? { ok: true as const, value: 1 };
      };
      made.send = useSend(call, 'form').send;
      return () => null;
    },
  });
  const view = mount(Screen, { global: { provide: { [PHONE as symbol]: phone } } });
  const { draft, send } = made;
  if (!draft || !send) throw new Error('not mounted');
  return { kept, draft, send, sent, tick: () => view.vm.$nextTick() };
}

describe('a draft', () => {
  it('is there after a reload, as deep as it goes, and gone once it is blank again', async () => {
    const first = page();
    first.draft.text = '半句';
    first.draft.lines.push('x');
    await first.tick();
    const again = page();
    expect(again.draft).toEqual({ text: '半句', lines: ['', 'x'] });
    Object.assign(again.draft, { text: '', lines: [''] });
    await again.tick();
    expect(sessionStorage.getItem('shutai-reader/draft/form')).toBeNull();
  });

  it('of a page from before fits the form, or is left', () => {
    keptIn(sessionStorage).set('draft/form', { text: 7, lines: ['y'], other: 1 });
    expect(page().draft).toEqual({ text: '', lines: ['y'] });
  });

  it('outlives a session that the service ended, and no sign-out', async () => {
    const tokens = tokenStore(sessionStorage);
    const { draft, tick } = page();
    draft.text = '半句';
    await tick();
    tokens.keep(null, 'ended');
    expect(page().draft.text).toBe('半句');
    tokens.keep(null, 'left');
    expect(page().draft.text).toBe('');
  });

  it('is nobody else’s: who signs in with another card does not find it', async () => {
    const { kept, draft, tick } = page();
    kept.belongsTo('card-1');
    draft.text = '半句';
    await tick();
    kept.belongsTo('card-1');
    expect(page().draft.text).toBe('半句');
    kept.belongsTo('card-2');
    expect(page().draft.text).toBe('');
  });
});

it('a wish that may have come through keeps its name over a reload, until the service has answered', async () => {
  const lost = page([{ ok: false, failed: { kind: 'offline' } }]);
  await lost.send({ text: 'a' });
  const again = page();
  await again.send({ text: 'a' });
  expect(again.sent).toEqual(lost.sent);
  const next = page();
  await next.send({ text: 'a' });
  expect(next.sent).not.toEqual(lost.sent);
});
