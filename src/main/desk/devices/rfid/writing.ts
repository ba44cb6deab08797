// Everything that is written to tags: security after loans and by hand, new books' tags, and what did not end well.

import type { Policies } from '../../../../shared/library/policies.ts';
import { securityValues } from '../../../../shared/devices/rfid/security.ts';
import type { Secured } from '../../../../shared/devices/rfid/security.ts';
import { refuse } from '../../../../shared/lib/result.ts';
import type { Refusal } from '../../../../shared/lib/result.ts';
import { faultOf, unlessFault } from '../../fault.ts';
import type { Fix, FixList, FixRow } from './fix-list.ts';
import type { KnownTag } from './know-tag.ts';
import type { Pad } from './pad.ts';
import { programRefusal } from './may-program.ts';
import type { NewBook } from './may-program.ts';
import { TagFault } from './tag-reader.ts';
import { barcodeOf, codeOf } from './whose-tag.ts';
import { writeSecurity } from './write-security.ts';
import type { SecurityRules } from './write-security.ts';
import { isLocked, plannedMemory, writeTagMemory } from './write-tag.ts';
import type { TagPlan } from './write-tag.ts';

/** What became of one tag. */
export type TagDone = { ok: true } | Refusal;

/** What it hangs on. */
export interface WritingParts {
  pad(): Pad | null;
  fixes: FixList;
  policies(): Policies;
  /** Whether a copy is on loan; null for a barcode that is none. */
  isLent(barcode: string): Promise<boolean | null>;
}

/** Writes. Faults of tag, reader and disk are results, never throws. */
export interface Writing {
  /** `barcode`: of the copy that was lent or returned, whose tag lay there; it is listed even if it went meanwhile. */
  secure(uid: string, want: Secured, by: FixRow['by'], barcode?: string): Promise<TagDone>;
  program(uid: string, book: NewBook): Promise<TagDone>;
  /** A tag of the list was put there again. */
  retry(known: KnownTag): Promise<void>;
  /** Being written now. */
  isBusy(uid: string): boolean;
}

function rulesOf(policies: Policies): SecurityRules {
  const values = securityValues(policies);
  return { values, eas: policies.flag('rfid.eas'), tries: policies.number('rfid.tries') };
}

function planOf(policies: Policies, tag: NonNullable<Fix['tag']>): TagPlan {
  const model = policies.text('rfid.model') === 'iso28560_3' ? 'iso28560_3' : 'iso28560_2';
  // ISO 28560-3 has a DSFID of its own, 3E; the setting is for ISO 28560-2.
  const dsfid = model === 'iso28560_3' ? 0x3e : Number.parseInt(policies.text('rfid.dsfid'), 16);
  return { tag, model, dsfid, reversed: tag.reversed };
}

/** The sentence behind what was thrown; what is no fault of reader or disk is a bug, and thrown on. */
function refusalOf(error: unknown): Refusal {
  if (error instanceof TagFault) return refuse(error.code);
  const fault = faultOf(error);
  if (!fault) throw error;
  return refuse(fault.code, fault.facts);
}

/** Makes it. */
export function createWriting({ pad, fixes, policies, isLent }: WritingParts): Writing {
  const busy = new Map<string, Promise<unknown>>();
  /** What is wanted of one tag is done in its order, and judged when its turn has come. */
  const inTurn = async (uid: string, run: () => Promise<TagDone>): Promise<TagDone> => {
    const turn = (busy.get(uid) ?? Promise.resolve()).then(run).catch(refusalOf);
    const settled = turn.catch(() => undefined);
    busy.set(uid, settled);
    try {
      return await turn;
    } finally {
      if (busy.get(uid) === settled) busy.delete(uid);
    }
  };
  const refusalFor = (uid: string): { open: Pad; known: KnownTag } | Refusal => {
    const open = pad();
    if (!open) return refuse('rfid_no_reader');
    const tag = open.of(uid);
    if (!tag) return refuse('tag_gone');
    const { known, code } = tag;
    if (!known) return refuse(code ?? 'rfid_unread');
    return known.kind === 'uhf' ? refuse('rfid_uhf_write') : { open, known };
  };
  /** Lists the tag, writes, and takes it off the list when it was read back as wanted. @throws faults of the disk first */
  const listed = async (fix: Fix, work: () => Promise<TagDone>): Promise<TagDone> => {
    fixes.begin(fix);
    const done = await work().catch(refusalOf);
    // What the disk does not take stays as it was begun: listed, and tried again.
    unlessFault(() => {
      if (done.ok) fixes.done(fix.uid);
      else fixes.failed(fix, done);
    });
    return done;
  };
  const secureOn = (open: Pad, uid: string, want: Secured): Promise<TagDone> =>
    open.withReader(uid, async (reader) => {
      const written = await writeSecurity(reader, uid, want, rulesOf(policies()));
      return written.ok ? { ok: true } : refuse(written.code);
    });
  const secure: Writing['secure'] = (uid, want, by, lay) =>
    inTurn(uid, async () => {
      const found = refusalFor(uid);
      const before = fixes.of(uid);
      // A half-written tag is more than one that is not secured; finished, it is secured as the loan then is.
      if (before?.tag) {
        return 'ok' in found ? found : refuse('rfid_half_written', { barcode: before.barcode });
      }
      if ('ok' in found) {
        if (lay === undefined) return found;
        return listed({ uid, barcode: lay, want, by, tag: null }, async () => found);
      }
      const is = barcodeOf(found.known);
      if (lay !== undefined && is !== null && codeOf(is) !== codeOf(lay)) {
        return refuse('rfid_not_there', { barcode: lay });
      }
      const barcode = is ?? lay ?? before?.barcode ?? null;
      const fix = { uid, barcode, want, by, tag: null };
      return listed(fix, () => secureOn(found.open, uid, want));
    });
  const write = async (open: Pad, uid: string, plan: TagPlan): Promise<TagDone> => {
    const { pii } = plan.tag;
    const written = await open.withReader(uid, async (reader) => {
      const known = open.of(uid)?.known;
      const memory = known?.memory;
      if (!memory) return refuse('tag_gone');
      // Somebody has written it since: it is whole, and not ours to write again.
      if ((barcodeOf(known) ?? pii) !== pii) return refuse('rfid_other_item');
      const planned = plannedMemory(plan, memory);
      if ('ok' in planned) return planned;
      const tries = policies().number('rfid.tries');
      return writeTagMemory(reader, uid, { ...plan, planned, memory }, tries);
    });
    if (!written.ok) return written;
    if (barcodeOf(open.of(uid)?.known) !== pii) return refuse('rfid_unlike');
    return secureOn(open, uid, (await isLent(pii)) === true ? 'out' : 'in');
  };
  const program: Writing['program'] = (uid, book) =>
    inTurn(uid, async () => {
      const found = refusalFor(uid);
      if ('ok' in found) return found;
      const { open, known } = found;
      const before = fixes.of(uid);
      const refused = programRefusal(known, book, before, policies());
      if (refused) return refused;
      const isil = policies().text('rfid.isil');
      const { barcode, set, shelf } = book;
      const owner = isil === '' ? null : isil;
      const { read, memory } = known;
      const reversed = read.is === 'item' ? read.reversed : (before?.tag?.reversed ?? false);
      const tag = { pii: barcode, owner, set, shelf, reversed };
      const plan = planOf(policies(), tag);
      // What cannot be written at all is no row of the list.
      const planned = memory && plannedMemory(plan, memory);
      if (planned && 'ok' in planned) return planned;
      if (memory && planned && isLocked(memory, planned)) return refuse('tag_locked');
      const fix: Fix = { uid, barcode, want: 'in', by: 'person', tag };
      return listed(fix, () => write(open, uid, plan));
    });
  const finish = async (uid: string): Promise<TagDone> => {
    const row = fixes.of(uid);
    const found = refusalFor(uid);
    if ('ok' in found) return found;
    if (!row) return { ok: true };
    const { open, known } = found;
    if (row.tag !== null) {
      const plan = planOf(policies(), row.tag);
      return listed(row, () => write(open, uid, plan));
    }
    // A loan may have ended elsewhere since: what is true now is written, not what was wanted then.
    const barcode = barcodeOf(known) ?? row.barcode;
    const lent = barcode === null ? null : await isLent(barcode);
    const want = lent === null ? row.want : lent ? 'out' : 'in';
    if (row.by === 'person' && want !== row.want) {
      const ask = refuse('rfid_against_loan');
      fixes.failed(row, ask);
      return ask;
    }
    return listed({ ...row, want }, () => secureOn(open, uid, want));
  };
  const retry: Writing['retry'] = async ({ uid }) => {
    if (!busy.has(uid)) await inTurn(uid, () => finish(uid));
  };
  return { secure, program, retry, isBusy: (uid) => busy.has(uid) };
}
