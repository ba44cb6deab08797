// RFID as the page sees it.

import type { PadTagView, FixView } from '../../../shared/desk-contract/rfid.ts';
import { toHex } from '../../../shared/devices/rfid/bytes.ts';
import { securedBy, securityValues } from '../../../shared/devices/rfid/security.ts';
import { makerOf } from '../../../shared/devices/rfid/system-info.ts';
import { cleanCode } from '../../../shared/library/barcodes.ts';
import type { DeskContext } from '../desk-context.ts';
import type { FixRow } from '../devices/rfid/fix-list.ts';
import type { KnownTag } from '../devices/rfid/know-tag.ts';
import type { PadTag } from '../devices/rfid/pad.ts';
import { isOtherOwner } from '../devices/rfid/whose-tag.ts';
import { holdingsByBarcode } from '../search/holdings.ts';
import { titleById } from '../search/titles.ts';

/** The copy of a barcode with its title, as it is on a tag or was typed; null where there is none. */
export async function copyOf({ store }: Pick<DeskContext, 'store'>, barcode: string) {
  const { reads } = store.replica();
  const [holding] = await holdingsByBarcode(reads, cleanCode(barcode).toUpperCase(), null);
  const title = holding ? await titleById(reads, holding.copy.titleId) : null;
  return holding && title ? { holding, title } : null;
}

async function titleOf(context: DeskContext, barcode: string | null): Promise<string | null> {
  return barcode === null ? null : ((await copyOf(context, barcode))?.title.title ?? null);
}

const byte = (value: number | null) => (value === null ? null : toHex(Uint8Array.of(value)));

function contentOf(known: KnownTag): Pick<PadTagView, 'is' | 'why' | 'model' | 'fields'> {
  const { read } = known;
  if (read.is === 'blank') return { is: 'blank', why: null, model: null, fields: [] };
  if (read.is === 'item') return { is: 'item', why: null, model: read.model, fields: read.fields };
  const why = { code: read.code, facts: read.facts };
  if (read.is === 'foreign') return { is: 'foreign', why, model: null, fields: [] };
  return { is: 'damaged', why, model: read.model, fields: read.fields };
}

const UNREAD = {
  model: null,
  barcode: null,
  owner: null,
  set: null,
  usage: null,
  fields: [],
  remarks: [],
  secured: 'unknown',
  afi: null,
  dsfid: null,
  eas: null,
  bytes: null,
  locked: null,
  title: null,
} as const;

/** A tag that lies there. */
export async function tagView(context: DeskContext, tag: PadTag): Promise<PadTagView> {
  const { uid, known, code } = tag;
  const base = { uid, maker: makerOf(uid), busy: context.rfid.isBusy(uid) };
  if (known === null) {
    const why = code === null ? null : { code, facts: {} };
    return { ...base, ...UNREAD, fields: [], remarks: [], is: 'unread', why };
  }
  const { policies } = context.store.settings();
  const item = known.read.is === 'item' ? known.read : null;
  const { afi, eas, memory } = known;
  const locked = memory?.locked?.flatMap((each, block) => (each ? [block] : [])) ?? null;
  const turned = item?.reversed === true ? ['tag_reversed'] : [];
  const other = isOtherOwner(known, policies) ? ['tag_other_owner'] : [];
  return {
    ...base,
    ...contentOf(known),
    barcode: item?.pii ?? null,
    owner: item?.owner ?? null,
    set: item?.set ?? null,
    usage: item?.usage ?? null,
    remarks: [...turned, ...other, ...(item?.remarks ?? [])],
    secured: securedBy({ afi, eas }, securityValues(policies)),
    afi: byte(afi),
    dsfid: byte(known.dsfid),
    eas,
    bytes: memory?.bytes.length ?? null,
    locked,
    title: await titleOf(context, item?.pii ?? null),
  };
}

/** A row of what has to be put right. */
export async function fixView(context: DeskContext, row: FixRow): Promise<FixView> {
  const { uid, barcode, want, tag, code, facts, tries, since } = row;
  return {
    uid,
    barcode,
    title: await titleOf(context, barcode),
    want: tag === null ? want : 'program',
    why: { code, facts },
    tries,
    since,
    here: context.rfid.tags().some((each) => each.uid === uid),
  };
}
