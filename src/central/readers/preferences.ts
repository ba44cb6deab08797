// A reader's own preferences: a command as any other, so that desks know them too.

import type * as z from 'zod';
import type { preferencesBody } from '../../shared/sync/reader-calls.ts';
import type { Failure } from '../failure.ts';
import { commandId, runPlain, saying } from './commands.ts';
import type { ReaderContext } from './reader-context.ts';

/** Carries it out; a repeat is the same command. */
export async function prefer(
  context: ReaderContext,
  readerId: string,
  { requestId, ...wanted }: z.output<typeof preferencesBody>,
): Promise<{ ok: true } | Failure> {
  const id = commandId(readerId, saying('prefer', wanted), requestId);
  const draft = { id, type: 'reader.prefer', entity: readerId, input: wanted };
  return runPlain(context, readerId, draft);
}
