// What anybody may know before signing in: whose library it is, its zone, and in the demonstration whose card to take.

import type * as z from 'zod';
import type { aboutReadersAnswer } from '../../shared/sync/reader-views.ts';
import type { ReaderContext } from './reader-context.ts';

/** Readers of the demonstration that are looked at, and cards that are told. */
const LOOKED_AT = 40;
const TOLD = 3;

async function demoCards({ rows, store }: ReaderContext): Promise<string[]> {
  const some = await store.reads.page('reader', '', LOOKED_AT);
  const readers = await rows.get(
    'reader',
    some.map(({ id }) => id),
  );
  const active = [...readers.values()].filter(({ status }) => status === 'active').slice(0, TOLD);
  const full = await rows.get(
    'private',
    active.map(({ id }) => id),
  );
  return [...full.values()].map(({ card }) => card);
}

/** The library as its readers' page shows it before anybody has signed in. */
export async function aboutReaders(
  context: ReaderContext,
  demo: boolean,
): Promise<z.output<typeof aboutReadersAnswer>> {
  const { policies } = (await context.env()).settings;
  return {
    library: { zh: policies.text('library.name.zh'), en: policies.text('library.name.en') },
    zone: policies.text('library.zone'),
    demoCards: demo ? await demoCards(context) : [],
  };
}
