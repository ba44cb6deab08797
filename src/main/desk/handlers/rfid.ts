// RFID as the page asks for it: what lies there, security, new books' tags, what has to be put right.

import type * as z from 'zod';
import { toHex } from '../../../shared/devices/rfid/bytes.ts';
import { setInfoText, setInfoOf } from '../../../shared/devices/rfid/oids.ts';
import { writeElementTag } from '../../../shared/devices/rfid/model-elements.ts';
import { securityValues } from '../../../shared/devices/rfid/security.ts';
import type { DeskContract } from '../../../shared/desk-contract.ts';
import { refuse } from '../../../shared/lib/result.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import { rightRefusal } from '../../../shared/queues/rights.ts';
import { actorOf, asPerson } from '../desk-context.ts';
import type { DeskContext, DeskHandlers } from '../desk-context.ts';
import { newSimulatedTag } from '../devices/rfid/simulated-reader.ts';
import { copyOf, fixView, tagView } from './rfid-views.ts';

type Names = Extract<keyof DeskContract, `rfid.${string}`>;
type Asked<K extends Names> = z.output<DeskContract[K]['input']>;
type Done = { ok: true } | Refusal;

const DONE: Done = { ok: true };

/** For whoever is signed in and may write tags of that sort. */
function asWriter<T>(
  context: DeskContext,
  right: 'rfid.secure' | 'rfid.program',
  work: () => Promise<T>,
): Promise<T | Refusal> {
  return asPerson(context, async (person) => {
    const actor = actorOf(context, person);
    const action = right === 'rfid.secure' ? 'secure_tag' : 'program_tag';
    return rightRefusal({ actor }, right, action) ?? work();
  });
}

async function pad(context: DeskContext) {
  context.session.must();
  const { rfid, store } = context;
  const { policies } = store.settings();
  const values = securityValues(policies);
  const tags = rfid.tags().toSorted((a, b) => (a.uid < b.uid ? -1 : 1));
  return {
    reader: rfid.state(),
    rules: {
      in: toHex(Uint8Array.of(values.in)),
      out: toHex(Uint8Array.of(values.out)),
      eas: policies.flag('rfid.eas'),
      model: policies.text('rfid.model'),
      isil: policies.text('rfid.isil'),
    },
    tags: await Promise.all(tags.map((tag) => tagView(context, tag))),
  };
}

async function book(context: DeskContext, barcode: string) {
  context.session.must();
  const found = await copyOf(context, barcode);
  if (!found) return refuse('unknown_barcode', { barcode });
  const { copy } = found.holding;
  const { callNumber, volume } = copy;
  const { title } = found.title;
  return { ok: true as const, barcode: copy.barcode, title, callNumber, volume };
}

async function program(context: DeskContext, asked: Asked<'rfid.program'>): Promise<Done> {
  const { set, uid } = asked;
  if (set !== null && setInfoOf(setInfoText(set)) === null) {
    return refuse('rfid_bad_set', { total: set.total, part: set.part });
  }
  const found = await copyOf(context, asked.barcode);
  if (!found) return refuse('unknown_barcode', { barcode: asked.barcode });
  return context.rfid.program(uid, { barcode: found.holding.copy.barcode, set, shelf: null });
}

/** A tag as the library would have written it; the number of its chip is made from the barcode, or new. */
function pretendedTag(context: DeskContext, barcode: string | null) {
  const { policies } = context.store.settings();
  const serial = context.newId().replaceAll('-', '').slice(-10).toUpperCase();
  if (barcode === null) return newSimulatedTag(`E00401${serial}`);
  const isil = policies.text('rfid.isil');
  const tag = { pii: barcode, owner: isil === '' ? null : isil, set: null, shelf: null };
  const written = writeElementTag(tag, { blockSize: 4, room: 112 });
  const made = newSimulatedTag(`E00401${serial}`, written.ok ? written.bytes : undefined);
  return { ...made, afi: securityValues(policies).in, eas: true, dsfid: 6 };
}

async function simulate(context: DeskContext, asked: Asked<'rfid.simulate'>): Promise<Done> {
  const simulator = context.rfid.simulator();
  if (!simulator) return refuse('rfid_not_simulated');
  switch (asked.act) {
    case 'put': {
      if (asked.uid !== null) return simulator.back(asked.uid) ? DONE : refuse('tag_gone');
      const found = asked.barcode === null ? null : await copyOf(context, asked.barcode);
      if (asked.barcode !== null && !found) {
        return refuse('unknown_barcode', { barcode: asked.barcode });
      }
      simulator.put(pretendedTag(context, found?.holding.copy.barcode ?? null));
      return DONE;
    }
    case 'take':
      return asked.uid !== null && simulator.take(asked.uid) ? DONE : refuse('tag_gone');
    case 'tear':
      simulator.tearAfter(1);
      return DONE;
    case 'unplug':
      simulator.unplug();
      return DONE;
  }
}

/** Makes the handlers of RFID. */
export function rfidHandlers(context: DeskContext): DeskHandlers<Names> {
  const { rfid, session } = context;
  return {
    'rfid.pad': () => pad(context),
    async 'rfid.readers'() {
      session.must();
      const { readers, missing } = await rfid.find();
      const shown = readers.map(({ id, kind, name, note }) => ({ id, kind, name, note }));
      return { readers: shown, missing };
    },
    'rfid.choose': ({ reader }) => asPerson(context, () => rfid.choose(reader)),
    'rfid.secure': (asked) =>
      asWriter(context, 'rfid.secure', async () => ({
        ok: true as const,
        results: await rfid.secure(asked),
      })),
    'rfid.book': ({ barcode }) => book(context, barcode),
    'rfid.program': (asked) => asWriter(context, 'rfid.program', () => program(context, asked)),
    async 'rfid.fixes'() {
      session.must();
      return Promise.all(rfid.fixes().map((row) => fixView(context, row)));
    },
    'rfid.dismiss': ({ uid }) => asWriter(context, 'rfid.secure', async () => rfid.dismiss(uid)),
    'rfid.simulate': (asked) => asPerson(context, () => simulate(context, asked)),
  };
}
