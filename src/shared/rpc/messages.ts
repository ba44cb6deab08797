// The frames that cross a port, checked on arrival; a frame that is none of these closes the connection.

import * as z from 'zod';
import { failureShape } from './failure.ts';

const callId = z.number().int().nonnegative();

const upFrame = z.discriminatedUnion('t', [
  z.object({ t: z.literal('hello'), hash: z.string().max(64) }),
  z.object({
    t: z.literal('call'),
    id: callId,
    op: z.string().max(100),
    input: z.unknown().optional(),
  }),
  /** The acknowledgement: one more item of this feed may be sent. */
  z.object({ t: z.literal('next'), id: callId }),
  z.object({ t: z.literal('cancel'), id: callId }),
]);
export type UpFrame = z.output<typeof upFrame>;

const downFrame = z.discriminatedUnion('t', [
  z.object({ t: z.literal('hello'), hash: z.string() }),
  z.object({ t: z.literal('result'), id: callId, value: z.unknown().optional() }),
  z.object({ t: z.literal('item'), id: callId, value: z.unknown().optional() }),
  z.object({ t: z.literal('end'), id: callId }),
  z.object({ t: z.literal('error'), id: callId, failure: failureShape }),
]);
export type DownFrame = z.output<typeof downFrame>;

/** Reads what came from a page; undefined when it is no frame. */
export function readUpFrame(message: unknown): UpFrame | undefined {
  return upFrame.safeParse(message).data;
}

/** Reads what came from a desk; undefined when it is no frame. */
export function readDownFrame(message: unknown): DownFrame | undefined {
  return downFrame.safeParse(message).data;
}
