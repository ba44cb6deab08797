// What comes of a call: a value, the service's refusal with its own sentence, or nothing at all.

import type { Bilingual } from '../../shared/library/entities.ts';

/** The service has answered and does not do it; `text` is its own sentence. */
export interface Refused {
  kind: 'refused';
  status: number;
  code: string;
  text: Bilingual | null;
}
/** Why there is no value: a refusal, no line at all, or an answer that no service of ours gives. */
export type Failed = Refused | { kind: 'offline' } | { kind: 'trouble' };
export type Answer<T> = { ok: true; value: T } | { ok: false; failed: Failed };

export const failedWith = (failed: Failed): Answer<never> => ({ ok: false, failed });

function textIn(body: Record<string, unknown>): Bilingual | null {
  const text = body['text'] as Partial<Bilingual> | undefined;
  return typeof text?.zh === 'string' && typeof text.en === 'string'
    ? { zh: text.zh, en: text.en }
    : null;
}

async function objectOf(response: Response): Promise<Record<string, unknown> | null> {
  try {
    const value: unknown = await response.json();
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** Reads an answer. Its shape is the service's promise, which its own tests keep. */
export async function answerOf<T>(response: Response): Promise<Answer<T>> {
  const body = await objectOf(response);
  if (response.ok && body !== null) return { ok: true, value: body as T };
  const code = body?.['code'];
  if (body === null || typeof code !== 'string') return failedWith({ kind: 'trouble' });
  return failedWith({ kind: 'refused', status: response.status, code, text: textIn(body) });
}
