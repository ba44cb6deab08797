// Every operation of the contract, put together from its areas; a damaged replica is made again on the way.

import type { CancelSignal } from '../../shared/rpc/cancel.ts';
import { deskContract } from '../../shared/desk-contract.ts';
import type { DeskContract } from '../../shared/desk-contract.ts';
import type { Handlers } from '../../shared/rpc/contract.ts';
import type { Caller, DeskContext } from './desk-context.ts';
import { faultOf, isDamage } from './fault.ts';
import { catalogueHandlers } from './handlers/catalogue.ts';
import { circulationHandlers } from './handlers/circulation.ts';
import { deviceHandlers } from './handlers/devices.ts';
import { exportHandlers } from './handlers/exports.ts';
import { feedbackHandlers } from './handlers/feedback.ts';
import { figureHandlers } from './handlers/figures.ts';
import { librarySystemHandlers } from './handlers/library-system.ts';
import { reportHandlers } from './handlers/reports.ts';
import { requestHandlers } from './handlers/requests.ts';
import { readerImportHandlers } from './handlers/reader-import.ts';
import { readersHandlers } from './handlers/readers.ts';
import { rfidHandlers } from './handlers/rfid.ts';
import { roundsHandlers } from './handlers/rounds.ts';
import { searchHandlers } from './handlers/search.ts';
import { sessionHandlers } from './handlers/session.ts';
import { settingsHandlers } from './handlers/settings.ts';
import { shelvingHandlers } from './handlers/shelving.ts';
import { staffHandlers } from './handlers/staff.ts';
import { syncHandlers } from './handlers/sync.ts';
import { tellingHandlers } from './handlers/telling.ts';

type AnyHandler = (input: never, caller: Caller, signal: CancelSignal) => unknown;

/**
 * A read that meets damage makes the replica again from base and outbox, and is tried once more. What cannot be
 * written (a full disk) is said in the status bar, also where the operation has no refusal to say it with.
 */
function healing(context: DeskContext, handler: AnyHandler): AnyHandler {
  return async (input, caller, signal) => {
    const seen = context.store.replica();
    try {
      return await handler(input, caller, signal);
    } catch (error) {
      const fault = faultOf(error);
      if (fault) context.store.setProblem(fault);
      if (!isDamage(error)) throw error;
      context.store.log('the replica is damaged and is made again');
      await context.rebuild(seen);
      return handler(input, caller, signal);
    }
  };
}

/** Makes the handlers of the whole contract. */
export function deskHandlers(context: DeskContext): Handlers<DeskContract, Caller> {
  const all: Handlers<DeskContract, Caller> = {
    ...sessionHandlers(context),
    ...requestHandlers(context),
    ...searchHandlers(context),
    ...settingsHandlers(context),
    ...figureHandlers(context),
    ...syncHandlers(context),
    ...shelvingHandlers(context),
    ...staffHandlers(context),
    ...roundsHandlers(context),
    ...deviceHandlers(context),
    ...rfidHandlers(context),
    ...catalogueHandlers(context),
    ...exportHandlers(context),
    ...reportHandlers(context),
    ...feedbackHandlers(context),
    ...readersHandlers(context),
    ...readerImportHandlers(context),
    ...tellingHandlers(context),
    ...circulationHandlers(context),
    ...librarySystemHandlers(context),
  };
  // A feed reads no rows of its own.
  const healed = Object.entries<AnyHandler>(all as Record<string, AnyHandler>).map(
    ([name, handler]) => {
      const isFeed = deskContract[name as keyof DeskContract].kind === 'feed';
      return [name, isFeed ? handler : healing(context, handler)];
    },
  );
  return Object.fromEntries(healed) as Handlers<DeskContract, Caller>;
}
