// Joining from the command line: what is said, and how long a service that is just starting is waited for.
import { describe, expect, it } from 'vitest';
import { refuse } from '../../shared/lib/result.ts';
import type { JoinOutcome } from '../desk/sync/join.ts';
import { joinAtStart } from './join-at-start.ts';

const asked = { address: 'http://127.0.0.1:4180', code: 'ABC', name: 'Desk' };
const JOINED: JoinOutcome = { ok: true, deskCode: 'D7', aside: null };
const AWAY = refuse('unreachable');

async function run(answers: (JoinOutcome | null)[]) {
  const lines: string[] = [];
  let tries = 0;
  const desk = {
    async join() {
      const answer = answers[Math.min(tries, answers.length - 1)];
      tries += 1;
      return answer ?? null;
    },
  };
  const timers = {
    after(_ms: number, then: () => void) {
      queueMicrotask(then);
      return () => undefined;
    },
  };
  await joinAtStart(desk, asked, (line) => void lines.push(line), timers);
  return { lines, tries: () => tries };
}

describe('joining from the command line', () => {
  it('says under which name the desk goes', async () => {
    expect((await run([JOINED])).lines).toEqual([`This desk has joined ${asked.address} as D7.`]);
  });

  it('says nothing where the desk has joined already', async () => {
    expect((await run([null])).lines).toEqual([]);
  });

  it('waits for a service that is just starting', async () => {
    const { lines } = await run([AWAY, AWAY, refuse('unavailable'), JOINED]);
    expect(lines).toEqual([
      `Waiting for the central service at ${asked.address} …`,
      `This desk has joined ${asked.address} as D7.`,
    ]);
  });

  it('lets the desk open when none comes, and goes on trying', async () => {
    const { lines, tries } = await run([AWAY]);
    expect(lines.at(-1)).toContain('the desk opens meanwhile');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(tries()).toBeGreaterThan(100);
  });

  it('says a refusal in both languages, once', async () => {
    const { lines, tries } = await run([refuse('bad_enroll_code')]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/\p{Script=Han}[^]*\n[A-Z]/u);
    expect(tries()).toBe(1);
  });
});
