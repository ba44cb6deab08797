// When a group cannot be written: what the store is to blame for, and which command, if it is one of them.

import type { PushAnswer } from '../../shared/sync/protocol.ts';
import { failure, hasFailed } from '../failure.ts';
import type { Failure } from '../failure.ts';
import type { Log } from '../service-port.ts';
import { StoreFault } from '../store/port.ts';
import { ReadFailed } from './reader.ts';
import type { Answer, Unit } from './run-group.ts';

/** Seconds after which a caller should come again, by what is wrong with the store. */
const COME_AGAIN: Record<StoreFault['code'], number> = {
  store_busy: 1,
  store_away: 3,
  store_full: 30,
  store_read_only: 30,
  store_io: 10,
  store_newer: 60,
};

/** The store's fault behind an error; null for a bug. */
export function faultBehind(error: unknown): StoreFault | null {
  const cause = error instanceof ReadFailed ? error.cause : error;
  return cause instanceof StoreFault ? cause : null;
}

/** What a caller is told when its commands could not be written: nothing was accepted. */
export function storeFailure(error: unknown): Failure {
  const code = faultBehind(error)?.code;
  if (code === undefined) return failure(503, 'unavailable', {}, { retryAfter: 5 });
  return failure(503, code, {}, { retryAfter: COME_AGAIN[code] });
}

/** The commands of a push one by one, each as a push of its own. */
function singles(unit: Unit): Unit[] {
  if (unit.kind === 'run') return [unit];
  const { deskId, body } = unit;
  return body.commands.map((command, index) => ({
    kind: 'push',
    deskId,
    body: { epoch: body.epoch, from: body.from + index, commands: [command] },
  }));
}

function joined(answers: readonly Answer[]): Answer {
  const failed = answers.findIndex((answer) => hasFailed(answer));
  const good = (failed === -1 ? answers : answers.slice(0, failed)) as PushAnswer[];
  const last = good.at(-1);
  // Answers of a push that got through in part: the desk offers the rest again.
  if (last && 'results' in last) return { ...last, results: good.flatMap((each) => each.results) };
  return last ?? answers[0] ?? failure(503, 'unavailable', {}, { retryAfter: 5 });
}

/** Writes units in one group; the commands named are refused unseen. */
type Write = (units: readonly Unit[], poisoned: ReadonlySet<string>) => Promise<Answer[]>;

/** One command by itself; what breaks even so is refused unseen. */
async function single(write: Write, unit: Unit, log: Log): Promise<Answer> {
  const id = unit.kind === 'run' ? unit.draft.id : (unit.body.commands[0]?.id ?? '');
  try {
    return (await write([unit], new Set()))[0] ?? storeFailure(null);
  } catch (error) {
    if (faultBehind(error)) return storeFailure(error);
    log(`lane: command ${id} breaks its group: ${String(error)}`);
  }
  try {
    return (await write([unit], new Set([id])))[0] ?? storeFailure(null);
  } catch (error) {
    log(`lane: ${String(error)}`);
    return storeFailure(error);
  }
}

/** Writes what a group that broke was made of one by one, so that only the command that broke it is refused. */
export async function rescue(write: Write, unit: Unit, log: Log): Promise<Answer> {
  const answers: Answer[] = [];
  for (const each of singles(unit)) {
    const answer = await single(write, each, log);
    answers.push(answer);
    if (hasFailed(answer)) break;
  }
  return joined(answers);
}
