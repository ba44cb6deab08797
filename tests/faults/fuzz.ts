// Hostile HTTP against a real service: no crash, no 5xx, no memory that stays.

import { Agent } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operationsOf, schemaShot, shoot, shootRaw } from '../support/faults/fuzz-http.ts';
import type { Shot } from '../support/faults/fuzz-http.ts';
import { RAW_KINDS } from '../support/faults/raw-requests.ts';
import { startServiceProcess } from '../support/faults/service-process.ts';
import type { ServiceProcess } from '../support/faults/service-process.ts';
import { pushAnswer } from '../../src/shared/sync/protocol.ts';
import { hostileCommand } from '../support/faults/hostile-command.ts';
import { thinDesk } from '../support/faults/thin-desk.ts';
import type { ThinDesk } from '../support/faults/thin-desk.ts';
import { chanceOf } from '../support/sim/random.ts';
import type { Chance } from '../support/sim/random.ts';
import type { Failing, Tally } from './report.ts';

const AT_ONCE = 12;
/** One request in so many is raw bytes, and one a push whose commands alone are hostile. */
const RAW_ONE_IN = 5;
const PUSH_ONE_IN = 6;
/** Requests after which caches and pools are as full as they get. */
const WARM = 1200;
/** Growth of memory that is allowed after the first part, which fills caches and pools. */
const MOST_GROWTH = 1.1;

type Document = Parameters<typeof operationsOf>[0];

interface Target {
  service: ServiceProcess;
  desk: ThinDesk;
  known: ReturnType<typeof operationsOf>;
  agent: Agent;
  /** How many answers began with each digit. */
  seen: Map<string, number>;
  /** Counter of the last command that was taken. */
  last: number;
  pushing: Promise<unknown>;
}

function judged(answer: number | string, told: string): string | null {
  const text = String(answer);
  const status = typeof answer === 'number' ? answer : Number(/^HTTP\/1\.1 (\d+)/u.exec(text)?.[1]);
  return status >= 500 ? `${status} for ${told.slice(0, 600)}` : null;
}

/** Commands in their right place with hostile insides, so that the deciding itself is reached. */
async function pushOne(target: Target, chance: Chance): Promise<string | null> {
  const { desk } = target;
  const from = target.last + 1;
  const commands = Array.from({ length: chance.between(1, 4) }, (_, index) =>
    hostileCommand(chance, desk.id, from + index),
  );
  const body = { epoch: desk.epoch, from, commands };
  const answer = await desk.call({ method: 'POST', path: '/v1/push', body });
  const said = pushAnswer.safeParse(answer.body).data;
  if (said) target.last = said.last;
  count(target, answer.status);
  const internal = said?.results.find((each) => each.refusal === 'internal');
  const told = JSON.stringify(internal ? commands.find((each) => each.id === internal.id) : body);
  return internal ? `a bug behind ${told.slice(0, 600)}` : judged(answer.status, told);
}

function count({ seen }: Target, answer: number | string): void {
  const kind = typeof answer === 'number' ? `${String(answer)[0]}xx` : 'none';
  seen.set(kind, (seen.get(kind) ?? 0) + 1);
}

async function one(target: Target, chance: Chance, number: number): Promise<string | null> {
  const { service, known, agent, desk } = target;
  if (number % PUSH_ONE_IN === 1) {
    const turn = target.pushing.then(() => pushOne(target, chance));
    target.pushing = turn.catch(() => undefined);
    return turn;
  }
  if (number % RAW_ONE_IN === 0) {
    const kind = chance.oneOf(RAW_KINDS);
    return judged(await shootRaw(service.port, chance, kind), `raw ${kind}`);
  }
  const shot: Shot = schemaShot(chance, known, [desk.token()]);
  const answer = await shoot(service.port, agent, shot);
  count(target, answer);
  return judged(answer, `${shot.method} ${shot.path} ${shot.body ?? ''}`);
}

async function many(
  target: Target,
  seed: number,
  numbers: readonly number[],
  failures: Failing[],
): Promise<void> {
  const left = numbers.values();
  const lane = async () => {
    for (const number of left) {
      // Its own chance, so that a single request can be sent again.
      const problem = await one(target, chanceOf(`fuzz ${seed}/${number}`), number);
      if (problem === null) continue;
      failures.push({
        text: problem,
        replay: `npm run faults -- fuzz --seed ${seed} --fuzz ${numbers.length}`,
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

async function targetOf(service: ServiceProcess): Promise<Target> {
  const desk = await thinDesk(service.port, await service.code('north'));
  await service.admit(desk.id);
  const answer = await fetch(`http://127.0.0.1:${service.port}/v1/openapi.json`);
  return {
    service,
    desk,
    known: operationsOf((await answer.json()) as Document),
    agent: new Agent({ keepAlive: true, maxSockets: AT_ONCE }),
    seen: new Map(),
    last: 0,
    pushing: Promise.resolve(),
  };
}

/** Sends so many requests. */
export async function fuzz(count: number, seed: number): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'shutai-fuzz-'));
  const service = await startServiceProcess(join(folder, 'central.db'));
  const failures: Failing[] = [];
  const replay = `npm run faults -- fuzz --seed ${seed} --fuzz ${count}`;
  try {
    const target = await targetOf(service);
    const numbers = Array.from({ length: count }, (_, index) => index);
    const first = Math.max(WARM, Math.ceil(count / 3));
    await many(target, seed, numbers.slice(0, first), failures);
    const before = await service.memory();
    await many(target, seed, numbers.slice(first), failures);
    const after = await service.memory();
    const health = await fetch(`http://127.0.0.1:${service.port}/v1/health`);
    if (!health.ok) failures.push({ text: `health says ${health.status}`, replay });
    const growth = after / before;
    if (growth > MOST_GROWTH) {
      failures.push({ text: `memory grew by ${((growth - 1) * 100).toFixed(1)} %`, replay });
    }
    target.agent.destroy();
    const kinds = [...target.seen].toSorted().map(([kind, times]) => `${times} ${kind}`);
    const note = `${kinds.join(', ')}; memory ${(before / 1e6).toFixed(0)} to ${(after / 1e6).toFixed(0)} MB`;
    return { count, failures, note };
  } catch (error) {
    const died = service.running() ? '' : `the service died: ${service.log().slice(-2000)}`;
    failures.push({ text: `${String(error)} ${died}`, replay });
    return { count, failures, note: '' };
  } finally {
    await service.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
