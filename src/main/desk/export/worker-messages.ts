// What passes between the desk and the thread that writes a large table.

import type { Cell } from '../../../shared/tables/table.ts';

/** To the thread: a page of rows, or that there are no more. */
export type ToWriter = { t: 'page'; rows: readonly (readonly Cell[])[] } | { t: 'end' };

/** From the thread: the next page is wanted, or the file is whole. A failure ends the thread as an error. */
export type FromWriter = { t: 'next' } | { t: 'done'; size: number };
