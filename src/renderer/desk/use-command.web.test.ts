import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { inPage, testDesk } from './testing.ts';
import { useCommand } from './use-command.ts';

const requestId = '01890a5d-ac96-774b-bcce-b302099a8057';
const input = { requestId, action: 'approve', input: {}, expectHead: null };
const accepted = { ok: true as const, requestId, remarks: [], undo: null };

describe('sending a command', () => {
  it('names each sending with a fresh UUIDv7', async () => {
    const ids: string[] = [];
    const { desk } = testDesk({
      'requests.act': async ({ commandId }) => {
        ids.push(commandId);
        return accepted;
      },
    });
    const page = inPage(desk, () => useCommand('requests.act'));
    expect(await page.value.send(input)).toEqual(accepted);
    await page.value.send(input);
    expect(ids.every((id) => z.uuidv7().safeParse(id).success)).toBe(true);
    expect(new Set(ids).size).toBe(2);
    page.unmount();
  });

  it('sends the same command again when the connection is lost before the answer', async () => {
    const ids: string[] = [];
    let cut = () => undefined as void;
    const test = testDesk({
      'requests.act': ({ commandId }) => {
        ids.push(commandId);
        if (ids.length > 1) return Promise.resolve(accepted);
        cut();
        return new Promise(() => undefined);
      },
    });
    cut = test.cut;
    const page = inPage(test.desk, () => useCommand('requests.act'));
    const answer = page.value.send(input);
    expect(page.value.busy.value).toBe(true);
    expect(await answer).toEqual(accepted);
    expect(ids).toHaveLength(2);
    expect(ids[0]).toBe(ids[1]);
    expect(page.value.busy.value).toBe(false);
    page.unmount();
  });

  it('keeps a refusal for its form until the next sending', async () => {
    const answers = [{ ok: false as const, code: 'forbidden', facts: {} }, accepted];
    const { desk } = testDesk({ 'requests.act': async () => answers.shift() ?? accepted });
    const page = inPage(desk, () => useCommand('requests.act'));
    await page.value.send(input);
    expect(page.value.refusal.value?.code).toBe('forbidden');
    await page.value.send(input);
    expect(page.value.refusal.value).toBeNull();
    page.unmount();
  });

  it('makes a refusal with the number of the log line out of a bug, and gives up what breaks every connection', async () => {
    const { desk } = testDesk({ 'requests.act': () => Promise.reject(new Error('bug')) });
    const page = inPage(desk, () => useCommand('requests.act'));
    await page.value.send(input);
    expect(page.value.refusal.value).toEqual({ ok: false, code: 'internal', facts: { id: 'E1' } });
    page.unmount();
  });

  it('sends a command without an id of its own as it is', async () => {
    const seen: unknown[] = [];
    const { desk } = testDesk({
      'session.unlock': async (given) => {
        seen.push(given);
        return { ok: true };
      },
    });
    const page = inPage(desk, () => useCommand('session.unlock'));
    await page.value.send({ password: 'secret-1' });
    expect(seen).toEqual([{ password: 'secret-1' }]);
    page.unmount();
  });
});
