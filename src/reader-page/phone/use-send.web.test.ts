// What is to be done once: the same name until the service has decided, another one for another wish.

import { mount } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import { defineComponent } from 'vue';
import type { Answer, Failed } from './answer.ts';
import { PHONE, randomId } from './phone.ts';
import type { Phone } from './phone.ts';
import { useSend } from './use-send.ts';

const refused = (status: number): Failed => ({
  kind: 'refused',
  status,
  code: 'x',
  text: null,
});

function scene(outcomes: (Failed | null)[]) {
  const sent: { words: string; requestId: string }[] = [];
  let names = 0;
  const phone = { newRequestId: () => `name-${(names += 1)}` } as Phone;
  let sending: ReturnType<typeof useSend<{ words: string; requestId: string }, number>> | undefined;
  const Screen = defineComponent({
    setup() {
      sending = useSend(
        async (body: { words: string; requestId: string }): Promise<Answer<number>> => {
          sent.push(body);
          const failed = outcomes.shift() ?? null;
          return failed ? { ok: false, failed } : { ok: true, value: 1 };
        },
      );
      return () => null;
    },
  });
  mount(Screen, { global: { provide: { [PHONE as symbol]: phone } } });
  if (!sending) throw new Error('not mounted');
  return { ...sending, sent, names: () => sent.map(({ requestId }) => requestId) };
}

describe('sending', () => {
  it('keeps the name over a lost line and a fault of the service, so that a repeat is one', async () => {
    const { send, names } = scene([{ kind: 'offline' }, refused(503), refused(429), null]);
    for (let count = 0; count < 4; count += 1) await send({ words: 'a' });
    expect(new Set(names()).size).toBe(1);
    await send({ words: 'a' });
    // The first one was answered: the same words once more are another wish.
    expect(new Set(names()).size).toBe(2);
  });

  it('gives another name to other words, and to a wish after a refusal', async () => {
    const { send, names } = scene([{ kind: 'offline' }, refused(409), null]);
    await send({ words: 'a' });
    await send({ words: 'b' });
    await send({ words: 'b' });
    expect(new Set(names()).size).toBe(3);
  });

  it('sends once however often the button is pressed, and keeps the failure for the screen', async () => {
    const { send, sent, failed, busy } = scene([refused(409), null]);
    await Promise.all([send({ words: 'a' }), send({ words: 'a' })]);
    expect(sent).toHaveLength(1);
    expect(failed.value).toMatchObject({ status: 409 });
    await send({ words: 'a' });
    expect([failed.value, busy.value]).toEqual([null, false]);
  });
});

it('a name is a UUID of version 4', () => {
  const id = randomId((bytes) => bytes.fill(255));
  expect(id).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff');
});
