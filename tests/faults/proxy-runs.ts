// A real desk and a real service with our own bad network between them: nothing may stay stuck, lost or doubled.

import { setTimeout as wait } from 'node:timers/promises';
import { closeField, openField, settleAndCompare } from '../support/faults/field.ts';
import { PROXY_FATES, startProxy } from '../support/faults/proxy.ts';
import type { Proxy } from '../support/faults/proxy.ts';
import { chanceOf } from '../support/sim/random.ts';
import type { Failing, Tally } from './report.ts';

/** Desks at once, each behind a proxy of its own. */
const AT_ONCE = 5;
const RUN_MS = 10_000;
const WORK_MS = 120;

/** So many runs of ten seconds, several at once. */
export async function proxyRuns(count: number, seed: number): Promise<Tally> {
  const replay = `npm run faults -- proxy --seed ${seed} --runs ${count}`;
  const failures: Failing[] = [];
  const fail = (text: string) => void failures.push({ text, replay });
  const proxies: Proxy[] = [];
  const desks = Math.min(AT_ONCE, count);
  const field = await openField(desks, null, async (port) => {
    const chance = chanceOf(`proxy ${seed}/${proxies.length}`);
    const proxy = await startProxy(port, chance);
    proxies.push(proxy);
    return proxy.port;
  });
  try {
    for (let done = 0; done < count; done += desks) {
      for (const proxy of proxies) proxy.arm();
      for (const desk of field.desks) desk.work(WORK_MS);
      await wait(RUN_MS);
    }
    for (const proxy of proxies) proxy.heal();
    for (const desk of field.desks) desk.tell('now');
    const acknowledged = field.places.reduce((sum, each) => sum + each.acknowledged.size, 0);
    for (const text of await settleAndCompare(field)) fail(text);
    const met = PROXY_FATES.map(
      (fate) => `${proxies.reduce((sum, proxy) => sum + proxy.met[fate], 0)} ${fate}`,
    );
    return { count, failures, note: `${acknowledged} commands; connections: ${met.join(', ')}` };
  } catch (error) {
    fail(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return { count, failures, note: '' };
  } finally {
    await closeField(field);
    await Promise.all(proxies.map((proxy) => proxy.close()));
  }
}
