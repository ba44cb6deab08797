// How a reader wants to be told: in which language, and at once or once a day.

import { preferencesBody } from '../../../shared/sync/reader-calls.ts';
import { prefer } from '../../readers/preferences.ts';
import type { ReaderContext } from '../../readers/reader-context.ts';
import type { Calls } from '../call.ts';
import { TAGS } from '../document.ts';
import { done } from './desks.ts';

/** Adds it. */
export function addReaderPreferences({ call }: Calls, context: ReaderContext): void {
  call(['reader'], {
    method: 'POST',
    url: '/v1/reader/preferences',
    summary: 'Language of notices, and whether they come together once a day.',
    tag: TAGS.readers,
    body: preferencesBody,
    answer: done,
    run: ({ who, body }) => prefer(context, who.readerId, body),
  });
}
