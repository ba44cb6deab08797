// What comes in bulk: a snapshot of all rows, the history behind it, and rows that turned out to differ.

import { checksumAnswer } from '../../../shared/sync/protocol.ts';
import { CallFailed, refusalOf } from './ask.ts';
import type { CentralCall } from './central-port.ts';
import type { Done } from './loop-state.ts';
import { SnapshotFault } from './replica-sync-port.ts';
import type { TaskParts } from './task-parts.ts';

/** A bucket's rows may be many. */
const CHECK_MS = 60_000;

/** The lines of a stream; an answer in their place is thrown. */
async function* linesOf(parts: TaskParts, call: CentralCall): AsyncIterable<string> {
  const token = await parts.token();
  for await (const item of parts.central.lines({ ...call, token }, parts.signal)) {
    if (typeof item === 'string') yield item;
    else throw parts.refused(token, refusalOf(item));
  }
}

/** A stream that ended early is the network's doing, and tried again. */
async function whole(loading: Promise<void>): Promise<void> {
  try {
    await loading;
  } catch (error) {
    if (error instanceof SnapshotFault) {
      throw new CallFailed({ kind: 'fault', code: 'bad_answer' }, error);
    }
    throw error;
  }
}

/** All rows that a desk needs to work. @throws CallFailed, NetworkFault, DeskFault */
export async function snapshot(
  parts: TaskParts,
  progress: (loaded: number, expected: number) => void,
): Promise<Done> {
  const call = { method: 'GET', path: '/v1/snapshot', query: { part: 'main' } } as const;
  await whole(parts.replica.loadSnapshot(linesOf(parts, call), progress));
  return { task: 'snapshot' };
}

/** The events and notices of ended requests. @throws as `snapshot` */
export async function history(parts: TaskParts): Promise<Done> {
  const { replica } = parts;
  const { done, after } = replica.historyAfter();
  if (done) return { task: 'history', more: false };
  const query = { part: 'history', after };
  await whole(replica.loadHistory(linesOf(parts, { method: 'GET', path: '/v1/snapshot', query })));
  return { task: 'history', more: !replica.historyAfter().done };
}

/** Compares every kind with the service's rows and mends what differs. @throws CallFailed */
export async function checksum(parts: TaskParts, log: (line: string) => void): Promise<Done> {
  const { replica } = parts;
  for (const kind of replica.comparable()) {
    const { epoch } = parts.readTo();
    const body = { epoch, kind, buckets: await replica.buckets(kind) };
    const call = { method: 'POST', path: '/v1/checksum', body } as const;
    const answer = await parts.ask(call, checksumAnswer, CHECK_MS);
    parts.mustAgree(answer.epoch);
    const mended = answer.differing.length === 0 ? 0 : await replica.repair(kind, answer);
    if (mended > 0) log(`sync: ${mended} rows of ${kind} differed and were mended`);
  }
  return { task: 'checksum' };
}
