// The body of an answer of the central service: unpacked, read whole, by lines, or as a stream of events.

import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { createParser } from 'eventsource-parser';
import { NetworkFault } from '../desk/sync/central-port.ts';
import type { LiveEvent } from '../desk/sync/central-port.ts';
import { networkFault } from './central-request.ts';

/** Longest silence in the middle of a body. */
const IDLE_MS = 30_000;
/** Longest answer that is read whole, and longest line, after unpacking. */
const MOST_BYTES = 64 * 1024 * 1024;

/** What comes out of unpacking at once, in bytes: of a snapshot much, for each piece is a walk to another thread. */
const PIECE = 64 * 1024;
const SNAPSHOT_PIECE = 256 * 1024;

function unpacked(answer: IncomingMessage, chunkSize: number): Readable {
  const packing = answer.headers['content-encoding'];
  if (packing === undefined || packing === 'identity') return answer;
  const unpacker =
    packing === 'gzip'
      ? createGunzip({ chunkSize })
      : packing === 'zstd'
        ? createZstdDecompress({ chunkSize })
        : undefined;
  if (!unpacker) throw new NetworkFault('bad_answer');
  answer.once('error', (error) => unpacker.destroy(error));
  unpacker.once('close', () => answer.destroy());
  return answer.pipe(unpacker);
}

/** Chunks of text; `idle` limits the silence between two of them (milliseconds). */
async function* chunks(
  answer: IncomingMessage,
  idle: number | null,
  piece = PIECE,
): AsyncIterable<string> {
  const body = unpacked(answer, piece);
  const decoder = new StringDecoder('utf8');
  let timer: NodeJS.Timeout | undefined;
  const restart = () => {
    clearTimeout(timer);
    if (idle !== null) timer = setTimeout(() => body.destroy(new NetworkFault('timeout')), idle);
  };
  try {
    restart();
    for await (const chunk of body as AsyncIterable<Buffer>) {
      clearTimeout(timer);
      yield decoder.write(chunk);
      restart();
    }
  } catch (error) {
    throw networkFault(error);
  } finally {
    clearTimeout(timer);
    answer.destroy();
  }
}

/** The whole body as JSON; undefined where it is something else. */
export async function readJson(answer: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of chunks(answer, IDLE_MS)) {
    text += chunk;
    if (text.length > MOST_BYTES) throw new NetworkFault('bad_answer');
  }
  if (text === '') return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Whole lines, as many an item as have come at once, without the last one's end. */
export async function* readLines(answer: IncomingMessage): AsyncIterable<string> {
  let rest = '';
  for await (const chunk of chunks(answer, IDLE_MS, SNAPSHOT_PIECE)) {
    const end = chunk.lastIndexOf('\n');
    if (end !== -1) yield rest + chunk.slice(0, end);
    rest = end === -1 ? rest + chunk : chunk.slice(end + 1);
    if (rest.length > MOST_BYTES) throw new NetworkFault('bad_answer');
  }
  if (rest !== '') yield rest;
}

/** Events of a stream; a comment, which keeps it open, is given as `heartbeat`. */
export async function* readEvents(answer: IncomingMessage): AsyncIterable<LiveEvent> {
  let events: LiveEvent[] = [];
  const parser = createParser({
    onEvent: ({ event, data }) => events.push({ event: event ?? 'message', data }),
    onComment: () => events.push({ event: 'heartbeat', data: '' }),
  });
  for await (const chunk of chunks(answer, null)) {
    parser.feed(chunk);
    yield* events;
    events = [];
  }
}
