import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestDesk, profileFolder } from '../../../tests/support/desk-core.ts';
import { dumpReplica, outboxIds } from '../../../tests/support/desk-files.ts';

const CHILD = fileURLToPath(new URL('../../../tests/support/desk-child.ts', import.meta.url));
/** Each kill comes `afterMs` after the desk has acknowledged that many commands, so that a slow machine kills at the same places. */
const KILLS = [
  { acknowledged: 0, afterMs: 3 },
  { acknowledged: 1, afterMs: 0 },
  { acknowledged: 2, afterMs: 2 },
  { acknowledged: 5, afterMs: 0 },
  { acknowledged: 9, afterMs: 5 },
  { acknowledged: 20, afterMs: 1 },
];

let folder: string;
beforeEach(() => {
  folder = profileFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Lets a desk work and kills it; gives the ids that it had acknowledged. */
async function workAndKill(kill: (typeof KILLS)[number]): Promise<string[]> {
  const child = spawn(process.execPath, [CHILD, folder], { stdio: ['ignore', 'pipe', 'pipe'] });
  let told = '';
  let failed = '';
  child.stderr.on('data', (text: Buffer) => (failed += text.toString()));
  await new Promise<void>((resolve, reject) => {
    child.on('exit', () => reject(new Error(failed)));
    child.stdout.on('data', (text: Buffer) => {
      told += text.toString();
      // One line says that it is ready, each further one that a command is acknowledged.
      if (told.split('\n').length - 2 >= kill.acknowledged) setTimeout(resolve, kill.afterMs);
    });
  });
  const gone = new Promise((resolve) => child.once('close', resolve));
  child.removeAllListeners('exit');
  child.kill('SIGKILL');
  await gone;
  const lines = told.split('\n');
  lines.pop();
  return lines.slice(1);
}

describe('a desk that is killed', () => {
  it('loses no acknowledged command, and shows what its outbox says', async () => {
    const acknowledged: string[] = [];
    for (const kill of KILLS) {
      const before = acknowledged.length;
      acknowledged.push(...(await workAndKill(kill)));
      expect(acknowledged.length - before).toBeGreaterThanOrEqual(kill.acknowledged);
    }
    const desk = await openTestDesk({ folder });
    await desk.signIn('boss');
    const status = await desk.client['status.bar']({});
    expect(status).toMatchObject({ problem: null, doubtful: 0 });
    await desk.close();
    const ids = outboxIds(folder);
    expect(new Set(ids)).toEqual(new Set([...acknowledged, ...ids]));
    expect(ids.length).toBe(status.waiting);
    const shown = dumpReplica(folder);
    rmSync(join(folder, 'replica.db'));
    await (await openTestDesk({ folder })).close();
    expect(dumpReplica(folder)).toEqual(shown);
  }, 120_000);
});
