// RFID at this desk: the reader, what lies on it, scans of tags, and everything that is written to them.

import type { Secured } from '../../../../shared/devices/rfid/security.ts';
import type { Policies } from '../../../../shared/library/policies.ts';
import type { Loan } from '../../../../shared/library/entities.ts';
import { refuse } from '../../../../shared/lib/result.ts';
import { addMinutes } from '../../../../shared/lib/time.ts';
import type { Instant } from '../../../../shared/lib/time.ts';
import type { Changes } from '../../changes.ts';
import type { Kept } from '../../outbox/kept.ts';
import type { Timers } from '../../sync/ask.ts';
import type { ReaderPorts } from './find-readers.ts';
import { keptFixes } from './fix-list.ts';
import type { FixRow } from './fix-list.ts';
import type { KnownTag } from './know-tag.ts';
import type { PadTag } from './pad.ts';
import { keepReader } from './reader-keeper.ts';
import type { ReaderKeeper } from './reader-keeper.ts';
import { createWriting } from './writing.ts';
import type { TagDone, Writing } from './writing.ts';
import { barcodeOf, codeOf, isOtherOwner } from './whose-tag.ts';

/** What it hangs on. */
export interface RfidParts {
  ports: ReaderPorts;
  timers: Timers;
  kept: Kept;
  changes: Changes;
  /** The library's time. */
  now(): Instant;
  policies(): Policies;
  mayPretend: boolean;
  /** Somebody is signed in here, and the desk is not locked. */
  isManned(): boolean;
  isLent(barcode: string): Promise<boolean | null>;
  barcodeOfCopy(copyId: string): string | null;
  /** A tag was put there: its barcode, once for as long as it lies there. */
  onScan(barcode: string, uid: string): void;
  log(line: string): void;
}

/** RFID at this desk. */
export interface Rfid extends Pick<ReaderKeeper, 'state' | 'find' | 'choose' | 'simulator'> {
  begin(): void;
  tags(): PadTag[];
  isBusy: Writing['isBusy'];
  program: Writing['program'];
  /** Secures these tags, and all that lie there with these barcodes. */
  secure(asked: {
    uids: readonly string[];
    barcodes: readonly string[];
    to: Secured;
  }): Promise<{ uid: string | null; barcode: string | null; done: TagDone }[]>;
  /** Tags to put right, without those that are being written. */
  fixes(): FixRow[];
  /** Puts a row away; not while its tag is being written. */
  dismiss(uid: string): TagDone;
  /** Loans began or ended by a command of this desk; tags that lie there follow, later. */
  onLoans(loans: readonly Loan[]): void;
  close(): Promise<void>;
}

/** A tag that is learnt within so many minutes after its copy was lent or returned here follows still. */
export const FOLLOWS_MINUTES = 5;

/** Makes it; nothing is opened before `begin`. */
export function createRfid(parts: RfidParts): Rfid {
  const { changes, kept, policies, timers, log } = parts;
  const changed = () => changes.tell(['rfid']);
  const fixes = keptFixes(kept, parts.now, changed);
  const caught = (error: unknown) => log(`rfid: ${String(error)}`);
  /** Until when what is learnt of these copies follows their loan. */
  const lately = new Map<string, Instant>();
  const wasLately = (code: string) => {
    for (const [each, until] of lately) if (until < parts.now()) lately.delete(each);
    return lately.delete(code);
  };
  const followNow = async (uid: string, barcode: string) => {
    const lent = await parts.isLent(barcode);
    if (lent !== null) await writing.secure(uid, lent ? 'out' : 'in', 'loan', barcode);
  };
  /** Tags of the list that came while nobody worked here. */
  const putOff = new Set<string>();
  const finish = (known: KnownTag) => {
    putOff.delete(known.uid);
    if (!fixes.of(known.uid)) return;
    if (parts.isManned()) writing.retry(known).catch(caught);
    else putOff.add(known.uid);
  };
  const onTag = (known: KnownTag, again: boolean) => {
    const { uid } = known;
    finish(known);
    const barcode = barcodeOf(known);
    if (barcode === null || isOtherOwner(known, policies())) return;
    if (wasLately(codeOf(barcode))) followNow(uid, barcode).catch(caught);
    if (!again) parts.onScan(barcode, uid);
  };
  const keeper = keepReader({ ...parts, ears: { onTag, onChange: changed } });
  const writing: Writing = createWriting({
    pad: keeper.pad,
    fixes,
    policies,
    isLent: parts.isLent,
  });
  const tags = () => keeper.pad()?.tags() ?? [];
  const withBarcode = (barcode: string): string[] =>
    tags().flatMap(({ uid, known }) => {
      const isIt = known && codeOf(barcodeOf(known) ?? '') === codeOf(barcode);
      return isIt && !isOtherOwner(known, policies()) ? [uid] : [];
    });
  const secureUid = async (uid: string, to: Secured) => {
    const barcode = barcodeOf(keeper.pad()?.of(uid)?.known) ?? fixes.of(uid)?.barcode ?? null;
    // What a person wants now is more than what a loan wanted before.
    if (barcode !== null) lately.delete(codeOf(barcode));
    return { uid, barcode, done: await writing.secure(uid, to, 'person') };
  };
  const follow = async (uids: readonly string[], barcode: string, to: Secured) => {
    for (const uid of uids) await writing.secure(uid, to, 'loan', barcode);
  };
  const closing = new AbortController();
  const awaitPeople = async () => {
    for await (const { topics } of changes.listen(closing.signal)) {
      if (!topics.includes('session') || putOff.size === 0) continue;
      for (const { known } of tags()) if (known && putOff.has(known.uid)) finish(known);
    }
  };
  awaitPeople().catch(caught);
  return {
    state: keeper.state,
    find: keeper.find,
    choose: keeper.choose,
    simulator: keeper.simulator,
    begin: keeper.begin,
    close() {
      closing.abort();
      return keeper.close();
    },
    tags,
    isBusy: writing.isBusy,
    program: writing.program,
    async secure({ uids, barcodes, to }) {
      const all = [];
      for (const barcode of barcodes) {
        const found = withBarcode(barcode);
        if (found.length === 0) {
          const done: TagDone = { ok: false, code: 'rfid_not_there', facts: { barcode } };
          all.push({ uid: null, barcode, done });
        }
        for (const uid of found) all.push(await secureUid(uid, to));
      }
      for (const uid of uids) all.push(await secureUid(uid, to));
      return all;
    },
    fixes: () => fixes.all().filter(({ uid }) => !writing.isBusy(uid)),
    dismiss(uid) {
      if (writing.isBusy(uid)) return refuse('rfid_busy');
      return fixes.done(uid) ? { ok: true } : refuse('rfid_no_fix');
    },
    onLoans(loans) {
      if (keeper.state().is === 'none') return;
      const copies = new Set(loans.map(({ copyId }) => copyId));
      for (const copyId of copies) {
        const barcode = parts.barcodeOfCopy(copyId);
        if (barcode === null) continue;
        const uids = withBarcode(barcode);
        lately.set(codeOf(barcode), addMinutes(parts.now(), FOLLOWS_MINUTES));
        if (uids.length === 0) continue;
        const open = loans.some((loan) => loan.copyId === copyId && loan.closedOn === null);
        // After the answer of the command, which waits for no tag.
        timers.after(0, () => void follow(uids, barcode, open ? 'out' : 'in').catch(caught));
      }
    },
  };
}
