// Importing a catalogue: records a second read, checked and keyed, and into a desk's store.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoLibrary } from '../../src/demo/library.ts';
import { openDesk } from '../../src/main/host/open-desk.ts';
import { TEXT_DECODERS } from '../../src/node/text-decoders.ts';
import { sha256 } from '../../src/node/env.ts';
import { fileCheck } from '../../src/shared/catalogue/check.ts';
import { DEFAULT_OPTIONS } from '../../src/shared/catalogue/options.ts';
import { fileReader } from '../../src/shared/catalogue/read-file.ts';
import type { Item } from '../../src/shared/catalogue/read-file.ts';
import { sniffer } from '../../src/shared/catalogue/sniff.ts';
import { deskContract } from '../../src/shared/desk-contract.ts';
import { callKey } from '../../src/shared/library/call-number.ts';
import { DEMO_PASSWORD } from '../../src/demo/about.ts';
import { DESK_HASH } from '../../src/shared/contract-hashes.ts';
import { createClient } from '../../src/shared/rpc/client.ts';
import { createPortPair } from '../../src/shared/rpc/memory-port.ts';
import { cnmarc } from '../support/marc-file.ts';
import { bareInsert } from './bare.ts';
import { report, timed } from './table.ts';

const RECORDS = 20_000;
const READ_ONCE = 4000;
const PASSES = 20;
const PIECE = 64 * 1024;

function isbnOf(number: number): string {
  const digits = `9787302${String(number).padStart(5, '0')}`;
  const sum = [...digits].reduce((all, each, at) => all + Number(each) * (at % 2 ? 3 : 1), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** Records as Chinese systems export them: CNMARC in GB18030, one copy each. */
function makeFile(count: number): Buffer {
  const records = Array.from({ length: count }, (_, n) =>
    cnmarc(
      {
        control: `c${n}`,
        isbn: isbnOf(n),
        price: 'CNY45.00',
        title: `数据库系统原理与应用${n}`,
        author: '王珊, 萨师煊主编',
        publisher: '高等教育出版社',
        year: '2018.6',
        barcodes: [`N${60_000_000 + n}`],
        collection: 'S-R',
        item: String(n),
      },
      { encoding: 'gb18030' },
    ),
  );
  return Buffer.concat(records);
}

function pieces(file: Buffer): Buffer[] {
  return Array.from({ length: Math.ceil(file.length / PIECE) }, (_, index) =>
    file.subarray(index * PIECE, (index + 1) * PIECE),
  );
}

/** Reads, checks and keys a file; gives how many records were good. */
function readAll(file: Buffer): number {
  const looking = sniffer(DEFAULT_OPTIONS, TEXT_DECODERS);
  for (const piece of pieces(file)) if (!looking.push(piece)) break;
  const reader = fileReader(looking.kind(), DEFAULT_OPTIONS, TEXT_DECODERS);
  const check = fileCheck({ barcode: /^[NS]\d{8}$/u, collectionOf: () => 'collection', sha256 });
  let good = 0;
  const take = (items: Item[]) => {
    for (const { draft, number } of items) {
      const record = draft && check.check(draft, number).record;
      if (record?.copies.every((copy) => callKey(copy.callNumber) !== '')) good += 1;
    }
  };
  for (const piece of pieces(file)) take(reader.push(piece));
  take(reader.end());
  return good;
}

/** Processor seconds of this process that the work took, waiting for others left out. */
function processorTime(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** The quickest of many passes through a part: others on the machine only ever make it slower. */
function measureReading(): void {
  const file = makeFile(READ_ONCE);
  const seconds = Math.min(
    ...Array.from({ length: PASSES }, () =>
      processorTime(() => {
        if (readAll(file) !== READ_ONCE) throw new Error('records were refused');
      }),
    ),
  );
  const bare = processorTime(() => TEXT_DECODERS.gb18030(file));
  const yardstick = { what: 'bare decoding of the same bytes', value: READ_ONCE / bare };
  const name = 'import: records parsed, checked and keyed';
  report(name, READ_ONCE / seconds, '1/s', 20_000, yardstick, true);
}

/** Into the store of a desk with the demonstration library, and the same file again. */
async function measureStore(file: Buffer): Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), 'shutai-bench-import-'));
  const what = { profile, library: undefined, scale: undefined, seed: undefined };
  const opened = await openDesk(what, demoLibrary, () => {});
  const [page, core] = createPortPair();
  opened.connect(core);
  const desk = createClient(deskContract, page, DESK_HASH);
  const { points } = await desk['session.info']({});
  const who = { login: 'head', password: DEMO_PASSWORD, point: points[0]?.id ?? '' };
  const signed = await desk['session.signIn'](who);
  if (!signed.ok) throw new Error(`cannot sign in: ${signed.code}`);
  const state = async (wanted: string) => {
    for (;;) {
      const view = await desk['catalogue.status']({});
      if (view?.state === wanted) return view;
      if (view?.state === 'stopped') throw new Error(`stopped: ${view.refusal?.code ?? ''}`);
      await new Promise((again) => setTimeout(again, 20));
    }
  };
  const look = async () => {
    const begun = await desk['catalogue.begin']({
      name: 'bench.iso',
      size: file.length,
      options: DEFAULT_OPTIONS,
    });
    if (!begun.ok) throw new Error(begun.code);
    const body = (async function* body() {
      yield* pieces(file);
    })();
    return timed(async () => {
      await opened.upload(begun.ticket, body);
      await state('checked');
    });
  };
  const put = () =>
    timed(async () => {
      await desk['catalogue.import']({});
      await state('done');
    });
  await look();
  const took = await put();
  report('import: records into the store of a desk', (RECORDS / took) * 1000, '1/s', null, {
    what: 'bare inserts of as many rows',
    value: (RECORDS / bareInsert(2 * RECORDS)) * 1000,
  });
  const again = await look();
  report(
    'import: the same file looked through again, all known',
    (RECORDS / again) * 1000,
    '1/s',
    null,
  );
  await opened.close();
  rmSync(profile, { recursive: true, force: true });
}

/** Measures an import. */
export async function measureCatalogue(): Promise<void> {
  measureReading();
  await measureStore(makeFile(RECORDS));
}
