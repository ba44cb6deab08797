// Lists as files, for whoever may look at them, and fetching them.

import type { DeskContext, DeskHandlers } from '../desk-context.ts';
import type { GiveFile } from '../export/outgoing-files.ts';
import { scopeOf } from './looker.ts';

/** Makes the handlers of exports. */
export function exportHandlers(context: DeskContext): DeskHandlers<'exports.list'> {
  return {
    'exports.list'(asked, _caller, signal) {
      const { staff } = context.session.must();
      const scope = scopeOf(context, asked.queue, asked.tab, asked.filters);
      return context.exports.list({ ...asked, scope, by: staff.id }, signal);
    },
  };
}

/** Gives the file of a ticket to whoever asked for it and is still signed in. */
export function giveFile(context: DeskContext): GiveFile {
  return async (ticket) => {
    const who = context.session.person();
    return who.ok ? context.outgoing.take(ticket, who.person.staff.id) : null;
  };
}
