// A service in memory for tests of the desk's rebase: decides as the lane does, keeps a log, answers pulls and snapshots.

import { sha256, envOf } from '../../src/node/env.ts';
import type { Base } from '../../src/node/base.ts';
import type { Command } from '../../src/shared/queues/command.ts';
import { memoryWorld } from '../../src/shared/queues/world/memory-world.ts';
import { overlay } from '../../src/shared/queues/world/overlay.ts';
import { receive } from '../../src/shared/queues/engine/receive.ts';
import type { Request } from '../../src/shared/queues/request.ts';
import { settingsOf } from '../../src/shared/queues/world/settings-of.ts';
import type { Kind, Kinds } from '../../src/shared/queues/world/world.ts';
import { createBuckets } from '../../src/shared/sync/buckets.ts';
import { rowHash } from '../../src/shared/sync/chain.ts';
import { holdsText } from '../../src/shared/sync/holds-text.ts';
import { imageOf } from '../../src/shared/sync/image.ts';
import { takeApart } from '../../src/shared/sync/private-text.ts';
import { GENESIS } from '../../src/shared/sync/protocol.ts';
import type {
  ChecksumAnswer,
  CommandResult,
  Cursor,
  LogRow,
  PrivateText,
  PullAnswer,
} from '../../src/shared/sync/protocol.ts';
import {
  SECTIONS,
  endLine,
  historyRest,
  sectionLine,
} from '../../src/shared/sync/snapshot-lines.ts';
import { CARD_KEY } from './model-base.ts';

/** Epoch of its log. */
export const EPOCH = 'epoch-1';

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);

function requestOf(kind: Kind, row: Kinds[Kind]): string {
  if (kind === 'request') return row.id;
  return 'requestId' in row && typeof row.requestId === 'string' ? row.requestId : '';
}

/** Makes it on a base. */
export function modelService(base: Base) {
  const world = memoryWorld();
  for (const { kind, row } of base.rows()) world.put(kind, row);
  const all = (kind: Kind): Kinds[Kind][] => world.all(kind);
  const image = (kind: Kind, row: Kinds[Kind]) => imageOf(kind, row);
  const log: LogRow[] = [];
  const results = new Map<string, CommandResult>();
  const env = envOf(CARD_KEY, () =>
    settingsOf(world.all('policy'), world.all('calendar'), world.all('place')),
  );
  const head = (): Cursor => log.at(-1) ?? { seq: 0, hash: GENESIS };

  const append = (command: Command, kind: Kind, row: Kinds[Kind]) => {
    const image = imageOf(kind, row);
    const fields = {
      seq: log.length + 1,
      kind,
      id: row.id,
      ver: row.ver,
      commandId: command.id,
      actor: command.actor,
      desk: command.desk,
      serverTime: command.at,
    };
    const hash = rowHash(head().hash, fields, sha256(image), sha256);
    log.push({ ...fields, image, imageHash: null, hash });
  };

  /** Decides a command; a repeat gets the result that it has. */
  const take = async (command: Command): Promise<CommandResult> => {
    const known = results.get(command.id);
    if (known) return known;
    const own = overlay(world);
    const { code, refusal } = await receive(own, command, env);
    const changes = await own.changes();
    await own.flush();
    for (const { kind, after } of changes) {
      const row = await world.get(kind, after.id);
      if (row) append(command, kind, row);
    }
    const result: CommandResult = {
      id: command.id,
      cseq: command.cseq,
      code,
      refusal: refusal?.code ?? null,
      seq: changes.length > 0 ? log.length : null,
      head: null,
      facts: refusal?.facts ?? {},
      at: command.at,
    };
    results.set(command.id, result);
    return result;
  };

  /** Texts that go with these requests for a desk of a campus. */
  const textsFor = (requests: readonly Request[], campus: string): PrivateText[] => {
    const held = new Map(
      requests.filter((each) => holdsText(campus, each)).map((each) => [each.id, each]),
    );
    const kinds: readonly Kind[] = ['request', 'event', 'notice', 'exception_case', 'feedback'];
    const texts = kinds.flatMap((kind) =>
      world.all(kind).flatMap((row): PrivateText[] => {
        const of = requestOf(kind, row);
        const { text } = takeApart(kind, row);
        return text && held.has(of) ? [{ kind, id: row.id, ver: row.ver, of, text }] : [];
      }),
    );
    const readers = new Map([...held.values()].map((each) => [each.readerId, each.id]));
    const people = world.all('private').flatMap((row): PrivateText[] => {
      const of = readers.get(row.id);
      const { id, ver, ...text } = row;
      return of === undefined ? [] : [{ kind: 'private', id, ver, of, text }];
    });
    return [...texts, ...people];
  };

  /** A page after a number, ending with a whole command. */
  const pull = (from: Cursor, campus: string, limit: number): PullAnswer => {
    let end = Math.min(log.length, from.seq + limit);
    while (end < log.length && log[end]?.commandId === log[end - 1]?.commandId) end += 1;
    const rows = log.slice(from.seq, end);
    const last = rows.at(-1);
    const ids = new Set(rows.filter((row) => row.kind === 'request').map((row) => row.id));
    const requests = world.all('request').filter((each) => ids.has(each.id));
    return {
      epoch: EPOCH,
      from: { seq: from.seq, hash: from.hash },
      rows,
      private: textsFor(requests, campus),
      through: last ? { seq: last.seq, hash: last.hash } : { seq: from.seq, hash: from.hash },
      head: log.length,
      more: end < log.length,
    };
  };

  const isOpen = (id: string) =>
    world.all('request').some((each) => each.id === id && each.endedOn === null);

  function* main(campus: string): Iterable<string> {
    let rows = 0;
    yield JSON.stringify({
      epoch: EPOCH,
      through: { seq: head().seq, hash: head().hash },
      rows: 9,
    });
    for (const section of SECTIONS.main) {
      yield sectionLine(section);
      const lines =
        section === 'text'
          ? textsFor(world.all('request'), campus).map((text) => JSON.stringify(text))
          : all(section)
              .filter(
                (row) =>
                  (section !== 'event' && section !== 'notice') || isOpen(requestOf(section, row)),
              )
              .toSorted(byId)
              .map((row) => image(section, row));
      rows += lines.length;
      yield* lines;
    }
    yield endLine(rows);
  }

  function* history(mark: string): Iterable<string> {
    let rows = 0;
    yield JSON.stringify({
      epoch: EPOCH,
      through: { seq: head().seq, hash: head().hash },
      rows: 9,
    });
    for (const { kind, after } of historyRest(mark)) {
      yield sectionLine(kind);
      for (const row of all(kind).toSorted(byId)) {
        if (row.id <= after) continue;
        rows += 1;
        yield image(kind, row);
      }
    }
    yield endLine(rows);
  }

  /** Every bucket of a kind as one that differs. */
  const everything = (kind: Kind): ChecksumAnswer => {
    const images = Array.from({ length: 256 }, (): string[] => []);
    for (const row of world.all(kind)) {
      const bucket = Number.parseInt(sha256(row.id).slice(0, 2), 16);
      images[bucket]?.push(imageOf(kind, row));
    }
    return {
      epoch: EPOCH,
      through: { seq: head().seq, hash: head().hash },
      differing: images.map((list, bucket) => ({ bucket, images: list })),
    };
  };

  /** Digests of its buckets of a kind. */
  const buckets = (kind: Kind): string[] => {
    const filled = createBuckets(sha256);
    for (const row of all(kind)) filled.add({ id: row.id, digest: sha256(image(kind, row)) });
    return filled.digests();
  };

  return { world, log, env, head, take, pull, main, history, everything, buckets };
}

/** The service of a test. */
export type ModelService = ReturnType<typeof modelService>;

/** Lines as they come over a network. */
export async function* streamed(lines: Iterable<string>): AsyncIterable<string> {
  for (const line of lines) yield line;
}
