// Sends lines as they are made: gathered into pieces that are worth a packet, compressed as they flow.

import { Readable, pipeline } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { codingOf, compressor } from './compress.ts';

/** Characters of a piece. */
const PIECE = 64 * 1024;

async function* piecesOf(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let piece = '';
  for await (const line of lines) {
    piece += `${line}\n`;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

/** Answers with lines; a reader that goes away ends the making of them. */
export function sendLines(
  reply: FastifyReply,
  lines: AsyncIterable<string>,
  accepted: string | undefined,
): FastifyReply {
  const plain = Readable.from(piecesOf(lines), { objectMode: false, highWaterMark: PIECE * 2 });
  void reply.header('content-type', 'application/x-ndjson; charset=utf-8');
  void reply.header('vary', 'accept-encoding');
  const coding = codingOf(accepted);
  if (coding === null) return reply.send(plain);
  void reply.header('content-encoding', coding);
  // An error on either side ends both; the answer then breaks off, which the desk notices by the missing end line.
  return reply.send(pipeline(plain, compressor(coding), () => undefined));
}
