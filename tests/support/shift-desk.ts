// A joined counter whose scanner is in the test's hand, by its keys and by its reports, and what each scan came to.

import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { demoLibrary } from '../../src/demo/library.ts';
import { openDesk } from '../../src/main/host/open-desk.ts';
import { startLoopback } from '../../src/main/loopback/serve.ts';
import { readPageFiles } from '../../src/node/page-files.ts';
import { deskContract } from '../../src/shared/desk-contract.ts';
import { DESK_HASH } from '../../src/shared/contract-hashes.ts';
import { createClient } from '../../src/shared/rpc/client.ts';
import { createPortPair } from '../../src/shared/rpc/memory-port.ts';
import { handHid, posReports, scannerInfo } from './hand-hid.ts';
import { handPorts } from './hand-ports.ts';
import { joinedProfile } from './together.ts';
import type { RunningService } from './together.ts';
import { typeAsScanner } from './wedge-keys.ts';

const built = resolve(import.meta.dirname, '../../out/renderer');
const SCANNER = '/dev/hidraw0';

/** Opens it in this process, with the scanner plugged in. */
export async function startShiftDesk(service: RunningService) {
  const { profile, forget } = await joinedProfile(service, 'North-1');
  const hid = handHid();
  hid.plug(scannerInfo());
  const { ports } = handPorts(hid);
  const start = { profile, library: undefined, scale: undefined, seed: undefined };
  const desk = await openDesk(start, demoLibrary, () => {}, undefined, ports);
  const { connect, upload, download } = desk;
  const files = readPageFiles(built);
  const host = await startLoopback({ port: 0, files, connect, upload, download });
  const [window, core] = createPortPair();
  connect(core);
  return {
    url: host.freshAddress(),
    /** Another window of the desk, for looking at it from outside. */
    client: createClient(deskContract, window, DESK_HASH),
    /** A code as the scanner reports it. */
    report: (code: string) => hid.send(SCANNER, ...posReports(code)),
    async stop() {
      await host.close();
      await desk.close();
      forget();
    },
  };
}

/** The desk of a shift. */
export type ShiftDesk = Awaited<ReturnType<typeof startShiftDesk>>;

/** What a scan came to, seen and heard. */
export interface Said {
  /** The mood of the topmost row; `none` where there is no row. */
  mood: string;
  /** The tone that the scan had: good, wrong or attention. */
  tone: string;
  /** Code of a red row's refusal. */
  code: string | null;
  /** All that the topmost row says. */
  text: string;
}

interface Heard {
  /** Tones since the page was loaded, by their first note. */
  tones: string[];
}

/** Notes the page's tones from its next load on. */
export async function hearTones(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const KINDS: Record<number, string> = { 880: 'good', 660: 'attention', 196: 'wrong' };
    const heard: Heard = { tones: [] };
    Object.assign(globalThis, heard);
    let notes = 0;
    const start = Reflect.get(OscillatorNode.prototype, 'start');
    // A tone is two notes.
    OscillatorNode.prototype.start = function begin(at?: number) {
      if (notes % 2 === 0) heard.tones.push(KINDS[this.frequency.value] ?? 'none');
      notes += 1;
      start.call(this, at);
    };
  });
}

/** How many tones there were. */
const toneCount = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as Heard).tones.length);

/** What stands there now. */
function look(page: Page, from: number): Promise<Said> {
  return page.evaluate((first) => {
    const top = document.querySelector<HTMLElement>('.list > .row');
    return {
      mood: top?.dataset['mood'] ?? 'none',
      tone: (globalThis as unknown as Heard).tones[first] ?? 'none',
      code: top?.dataset['code'] ?? null,
      text: top?.innerText.replaceAll(/\s+/gu, ' ') ?? '',
    };
  }, from);
}

/** A scanner on the counter: every other code by its keys, the others by its reports. */
export function shiftScanner(page: Page, desk: ShiftDesk) {
  let scans = 0;
  const send = (code: string) => {
    if (scans % 2 === 0) desk.report(code);
    else return typeAsScanner(page, code);
  };
  /** Until it was heard and nothing is under way; false where nothing came of it. */
  const answered = (from: number) =>
    page
      .waitForFunction(
        (first) =>
          (globalThis as unknown as Heard).tones.length > first &&
          document.querySelector('[data-mood="asking"]') === null,
        from,
        { timeout: 2500 },
      )
      .then(
        () => true,
        () => false,
      );
  const hear = async (code: string): Promise<Said> => {
    const from = await toneCount(page);
    await send(code);
    // A busy machine may press the keys too slowly for a scanner; then nothing was scanned.
    for (let tries = 0; !(await answered(from)) && tries < 4; tries += 1) await send(code);
    return look(page, from);
  };
  return {
    count: () => scans,
    async scan(code: string): Promise<Said> {
      scans += 1;
      const said = await hear(code);
      const isCut = said.code === 'unknown_barcode' && !said.text.includes(code);
      if (!isCut) return said;
      // Or its first half was taken for typing.
      await page.locator('.list > .row').first().locator('.drop').press('Enter');
      return hear(code);
    },
    /** Sends a code that nobody is to hear. */
    async lost(code: string): Promise<void> {
      scans += 1;
      await send(code);
    },
  };
}
