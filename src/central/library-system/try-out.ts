// A test of the connection: who answers, what it can do, and whether Chinese titles come over as they are here.

import { millis } from '../../shared/lib/time.ts';
import type { Clock } from '../../shared/lib/time.ts';
import type { LibrarySystemTest } from '../../shared/sync/library-system.ts';
import type { Lane } from '../lane/lane-port.ts';
import { rowOf } from '../lane/stored.ts';
import type { Store } from '../store/port.ts';
import { NOT_ASKED } from './built-in.ts';
import type { Line } from './sip2/line.ts';
import { decodeMessage, fieldOf } from './sip2/message.ts';
import { askCopy, isAbout } from './sip2/questions.ts';
import type { Terms } from './sip2/questions.ts';
import { statusOf } from './sip2/readings.ts';
import type { Sip2System } from './sip2/system.ts';

/** What a test works with. */
export interface TryParts {
  lane: Pick<Lane, 'look'>;
  store: Pick<Store, 'reads'>;
  clock: Clock;
}

/** A copy of ours whose title has Chinese signs. */
interface Sample {
  barcode: string;
  title: string;
}

/** Copies that are looked through for samples, and how many of those are asked for. */
const LOOKED_THROUGH = 200;
const MOST_ASKED = 5;
const CHINESE = /\p{Script=Han}/u;

async function samplesOf({ lane, store }: TryParts): Promise<Sample[]> {
  const rows = await store.reads.page('copy', '', LOOKED_THROUGH);
  const copies = rows.flatMap(({ image }) => rowOf('copy', image, undefined) ?? []);
  return lane.look(async (world) => {
    const samples: Sample[] = [];
    for (const { barcode, titleId, status } of copies) {
      if (samples.length === MOST_ASKED) break;
      const title = (await world.get('title', titleId))?.title ?? '';
      if (status === 'available' && CHINESE.test(title)) samples.push({ barcode, title });
    }
    return samples;
  });
}

const plain = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Systems put the author behind the title, or cut long ones. */
function isSame(ours: string, theirs: string): boolean {
  const [a, b] = [plain(ours), plain(theirs)];
  return b.length >= 2 && (a.startsWith(b) || b.startsWith(a));
}

type Probe = LibrarySystemTest['encoding'];

async function probe(
  line: Line,
  sample: Sample,
  encoding: 'gbk' | 'utf-8',
  at: string,
  terms: Terms,
): Promise<Probe | 'fault'> {
  const { barcode, title: ours } = sample;
  const reply = await line.ask(askCopy(barcode, at, terms), isAbout('AB', barcode));
  if (reply.is === 'fault') return 'fault';
  const theirs = fieldOf(reply.message, 'AJ');
  const found = { barcode, ours, theirs, better: null };
  if (theirs === null) return { ...found, probe: 'no_title' };
  if (isSame(ours, theirs)) return { ...found, probe: 'right' };
  const other = encoding === 'gbk' ? 'utf-8' : 'gbk';
  const again = decodeMessage(reply.bytes, other);
  const read = 'problem' in again ? null : fieldOf(again.message, 'AJ');
  if (read !== null && isSame(ours, read)) {
    return { ...found, probe: 'wrong_encoding', better: other };
  }
  return { ...found, probe: reply.damaged ? 'wrong_encoding' : 'other_title' };
}

async function probeAll(
  parts: TryParts,
  system: Sip2System,
  line: Line,
  terms: Terms,
): Promise<Probe> {
  let last: Probe = NOT_ASKED;
  for (const sample of await samplesOf(parts)) {
    const at = parts.clock.now();
    const found = await probe(line, sample, system.settings.encoding, at, terms);
    if (found === 'fault') return last;
    if (found.probe === 'right' || found.probe === 'wrong_encoding') return found;
    last = found;
  }
  return last;
}

/** Tries it out on a line of its own; nothing is changed there. */
export async function tryOut(parts: TryParts, system: Sip2System): Promise<LibrarySystemTest> {
  const { clock } = parts;
  const began = millis(clock.now());
  const took = () => millis(clock.now()) - began;
  const opened = await system.openLine();
  if ('is' in opened) {
    const { code, facts } = opened;
    return { ok: false, took: took(), fault: { code, facts }, status: null, encoding: NOT_ASKED };
  }
  const status = statusOf(opened.status, opened.line.manners(), opened.terms, clock.now());
  // Whatever it says of itself: systems deny what they do.
  const encoding = await probeAll(parts, system, opened.line, opened.terms);
  opened.line.close();
  const ok = status.online && encoding.probe !== 'wrong_encoding';
  return { ok, took: took(), fault: null, status, encoding };
}
