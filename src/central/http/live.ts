// The live stream as server-sent events: frames as they come, a heartbeat in between, an end that says why.

import type { FastifyReply } from 'fastify';
import type { LiveEnd, LiveEventName } from '../../shared/sync/protocol.ts';
import type { LiveSink } from '../sync/feed-port.ts';

/** What waits to be sent to one listener, at most; whoever reads slower than that pulls instead. */
const MOST_WAITING_BYTES = 1_000_000;
/** Streams of one desk: the new one after a lost connection, and the old one whose loss was not noticed yet. */
const MOST_OF_A_DESK = 2;

/** A stream that is open. */
export interface LiveStream extends LiveSink {
  /** Ends it for a reason that is not the feed's. */
  cut(reason: string | null): void;
}

/** The streams of this process by desk. */
export interface LiveStreams {
  add(desk: string, stream: LiveStream): void;
  remove(desk: string, stream: LiveStream): void;
  /** Ends all streams of a desk. */
  cut(desk: string, reason: string): void;
}

/** Makes the book of streams. */
export function createLiveStreams(): LiveStreams {
  const streams = new Map<string, Set<LiveStream>>();
  const remove = (desk: string, stream: LiveStream) => {
    const own = streams.get(desk);
    own?.delete(stream);
    if (own?.size === 0) streams.delete(desk);
  };
  return {
    add(desk, stream) {
      const own = streams.get(desk) ?? new Set();
      streams.set(desk, own);
      const [oldest] = own;
      if (own.size >= MOST_OF_A_DESK && oldest) oldest.cut(null);
      own.add(stream);
    },
    remove,
    cut(desk, reason) {
      for (const stream of streams.get(desk) ?? []) stream.cut(reason);
    },
  };
}

function eventText(name: LiveEventName, data: string): string {
  return `event: ${name}\ndata: ${data}\n\n`;
}

/**
 * Turns an answer into a live stream. `isIn` is asked with every heartbeat whether the desk is still in; `gone` is
 * called once when the stream is over, whoever ended it.
 */
export function openLive(
  reply: FastifyReply,
  isIn: () => Promise<boolean>,
  gone: () => void,
): LiveStream {
  const { raw } = reply;
  reply.hijack();
  const headers = { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' };
  raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), ...headers });
  raw.flushHeaders();
  raw.once('close', gone);
  const send = (name: LiveEventName, data: string) => {
    if (raw.destroyed || raw.writableEnded) return false;
    raw.write(eventText(name, data));
    return raw.writableLength < MOST_WAITING_BYTES;
  };
  const cut = (reason: string | null) => {
    if (raw.writableEnded) return;
    const said: LiveEnd = { reason };
    send('end', JSON.stringify(said));
    raw.end();
  };
  return {
    cut,
    end: cut,
    frame: (json) => send('frame', json),
    heartbeat() {
      void isIn().then(
        (still) => (still ? undefined : cut('revoked')),
        // The store is away: that is not the desk's fault.
        () => undefined,
      );
      return send('heartbeat', '');
    },
  };
}
