// Circulation as the page asks for it.

import { derivedId } from '../../../shared/lib/ids.ts';
import { sha256 } from '../../../node/env.ts';
import type { DeskContract } from '../../../shared/desk-contract.ts';
import { mayDo } from '../../../shared/queues/rights.ts';
import { rowById } from '../db/statements.ts';
import { sqliteWorld } from '../db/world.ts';
import { asPerson, commandBy } from '../desk-context.ts';
import type { DeskContext, DeskHandlers } from '../desk-context.ts';
import { countOpenCases, openCasesOf } from '../circulation/cases.ts';
import { countToClear, queueOf, shelfOf } from '../circulation/holds.ts';
import { lend } from '../circulation/lend.ts';
import { passOnScan } from '../circulation/pass-on.ts';
import { phoneLoans, verifyScan } from '../circulation/phone.ts';
import { readerPanelOf } from '../circulation/reader-panel.ts';
import { renewAll, renewScan } from '../circulation/renew.ts';
import { actorHere, isOffline } from '../circulation/scan.ts';
import { slotLines, slotTaken } from '../circulation/slots.ts';
import { standingOf } from '../circulation/standing.ts';
import { clearSlot, restoreScan, takeBack, usedInHouse } from '../circulation/take-back.ts';
import { chainOf, countOffered, transfersOf } from '../circulation/transfers.ts';
import { lookingAs } from './looker.ts';

type Names = Extract<keyof DeskContract, `circulation.${string}`>;
type Scans =
  | 'circulation.lend'
  | 'circulation.takeBack'
  | 'circulation.inHouse'
  | 'circulation.restore'
  | 'circulation.clear'
  | 'circulation.renewScan'
  | 'circulation.verify'
  | 'circulation.passOn';

/** A scan needs somebody who is signed in; whoever is not is told so in the scan's own row. */
function signedIn<A, T>(context: DeskContext, work: (context: DeskContext, ask: A) => Promise<T>) {
  return async (ask: A) => {
    const who = context.session.person();
    if (who.ok) return work(context, ask);
    return { kind: 'unknown' as const, code: who.code, facts: who.facts };
  };
}

function scanHandlers(context: DeskContext): DeskHandlers<Scans> {
  return {
    'circulation.lend': signedIn(context, lend),
    'circulation.takeBack': signedIn(context, takeBack),
    'circulation.inHouse': signedIn(context, usedInHouse),
    'circulation.restore': signedIn(context, restoreScan),
    'circulation.clear': signedIn(context, clearSlot),
    'circulation.renewScan': signedIn(context, renewScan),
    'circulation.verify': signedIn(context, verifyScan),
    'circulation.passOn': signedIn(context, passOnScan),
  };
}

type Deeds =
  | 'circulation.renew'
  | 'circulation.claim'
  | 'circulation.unclaim'
  | 'circulation.lost'
  | 'circulation.settle'
  | 'circulation.useCopy'
  | 'circulation.place'
  | 'circulation.cancelHold'
  | 'circulation.shelve'
  | 'circulation.closeCase';

function deedHandlers(context: DeskContext): DeskHandlers<Deeds> {
  const by = (id: string, type: string, entity: string, input: Record<string, unknown>) =>
    commandBy(context, { id, type, entity, input });
  return {
    'circulation.renew': (asked) => asPerson(context, (person) => renewAll(context, person, asked)),
    'circulation.claim': ({ commandId, loanId }) => by(commandId, 'loan.claim', loanId, {}),
    'circulation.unclaim': ({ commandId, loanId }) => by(commandId, 'loan.unclaim', loanId, {}),
    'circulation.lost': ({ commandId, loanId, price }) =>
      by(commandId, 'loan.lost', loanId, price === null ? {} : { price }),
    'circulation.settle': ({ commandId, loanId, how, note }) =>
      by(
        commandId,
        'loan.settle',
        loanId,
        how === 'paid' ? { how } : { how, reason: 'other', note: note ?? '' },
      ),
    'circulation.useCopy': ({ commandId, copyId, deed, was, ...why }) => {
      const { statements } = context.store.replica();
      const scan = { scan: rowById(statements, 'copy', copyId)?.barcode ?? '', source: 'typed' };
      const inHand = deed === 'copy.withdraw' ? {} : scan;
      return by(commandId, deed, copyId, { was, ...inHand, ...why });
    },
    'circulation.place': ({ commandId, titleId, copyId, readerId, campus, kind }) =>
      by(commandId, 'hold.place', derivedId(commandId, 0, sha256), {
        titleId,
        ...(copyId === null ? {} : { copyId }),
        readerId,
        campus,
        kind,
      }),
    'circulation.cancelHold': ({ commandId, holdId }) => by(commandId, 'hold.cancel', holdId, {}),
    'circulation.shelve': ({ commandId, holdId, barcode, slot, source, shared = false }) =>
      asPerson(context, async () => {
        const looking = lookingAs(context);
        const hold = rowById(looking.statements, 'hold', holdId);
        const taken = hold && !shared ? slotTaken(looking, { ...hold, slot }) : null;
        const said = shared ? { shared } : {};
        return (
          taken ?? by(commandId, 'hold.shelve', holdId, { scan: barcode, slot, source, ...said })
        );
      }),
    'circulation.closeCase': ({ commandId, caseId, note }) =>
      by(commandId, 'circulation_case.close', caseId, { note }),
  };
}

/** Who had what is for whoever lends, takes back or serves readers; others are shown nothing. */
function mayLook(context: DeskContext): boolean {
  const actor = actorHere(context);
  return mayDo('loan.take_back', actor) || mayDo('reader.reveal', actor);
}

/** Makes the handlers of circulation. */
export function circulationHandlers(context: DeskContext): DeskHandlers<Names> {
  const source = () => lookingAs(context);
  /** `work` for whoever may look, else `none`. */
  const looking = async <T>(work: () => T | Promise<T>, none: T): Promise<T> =>
    mayLook(context) ? work() : none;
  return {
    ...scanHandlers(context),
    ...deedHandlers(context),
    'circulation.reader': ({ readerId }) => looking(() => readerPanelOf(source(), readerId), null),
    'circulation.standing': async ({ rows }) => standingOf(context, rows),
    async 'circulation.counts'() {
      const from = source();
      const unseen = await sqliteWorld(from.statements).list('unverifiedLoans');
      return {
        phone: unseen.length,
        transfers: countOffered(from),
        cases: countOpenCases(from),
        clear: countToClear(from),
      };
    },
    async 'circulation.connection'() {
      const { store } = context;
      const joined = store.joined() !== null;
      return {
        joined,
        online: joined && !isOffline(context),
        waiting: joined ? store.outbox.waiting() : 0,
      };
    },
    'circulation.queue': ({ titleId }) => looking(() => queueOf(source(), titleId), null),
    'circulation.slots': () =>
      looking(() => slotLines(source(), source().looker.point?.campus ?? ''), []),
    'circulation.shelf': () => looking(() => shelfOf(source()), { lines: [], slots: 0, free: 0 }),
    'circulation.phoneLoans': () => looking(() => phoneLoans(source()), []),
    'circulation.transfers': () => looking(() => transfersOf(source()), []),
    'circulation.chain': ({ copyId }) => looking(() => chainOf(source().statements, copyId), []),
    'circulation.cases': () => looking(() => openCasesOf(context), []),
  };
}
