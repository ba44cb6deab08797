// Keeps what is read in step with what is plugged in: one turn after the other lists, opens, closes.

import type { PlugWatch } from '../../../shared/desk-contract/devices.ts';
import { refuse } from '../../../shared/lib/result.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import { nameDevices } from './device-ids.ts';
import { newRecord, profileOf } from './device-record.ts';
import type { DeviceRecord } from './device-record.ts';
import type { HidInfo, HidPort } from './hid-port.ts';
import type { LoadedHid } from './node-hid.ts';
import type { Plans } from './plans.ts';
import type { PlugPort, Plugs } from './plug-port.ts';
import type { DeviceReader } from './reader.ts';
import type { ScannerProfiles } from './scanner-profiles.ts';

/** A plugged device speaks up several times; it is looked at when it has been quiet for so long. */
export const QUIET_MS = 400;
/** A device that is waited for is looked for so often; any device, where nothing tells of plugging. */
export const POLL_MS = 5000;

/** What it works with. */
export interface StepParts {
  records: Map<string, DeviceRecord>;
  profiles: ScannerProfiles;
  plugs: PlugPort;
  load(): Promise<LoadedHid>;
  reader: DeviceReader;
  plans: Plans<'look' | 'poll' | 'counts'>;
  /** What is listed changed. */
  tell(): void;
  log(line: string): void;
}

/** The HID library and the watch, as far as they are there. */
export interface Machine {
  hid: HidPort | null;
  how: PlugWatch | null;
  /** Why nothing can be listed. */
  refused: Refusal | null;
}

/** Keeps in step. */
export interface Step {
  machine: Machine;
  /** Does something when everything before it is done; a failure is logged, too. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** Loads the library where it is not there yet, and looks. Within a turn. */
  start(): Promise<void>;
  /** Looks when plugging has calmed down. */
  lookSoon(): void;
  /** Looks again later if a device is waited for, or if nothing tells of plugging. */
  planPoll(): void;
  /** No turn begins to look or to open any more. */
  end(): void;
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Brings the records up to a listing. */
function createReconcile({ records, profiles, reader }: StepParts) {
  const unplugged = async (record: DeviceRecord) => {
    await reader.close(record);
    record.info = { ...record.info, path: '' };
    record.quickEnds = 0;
    record.why = null;
    record.state = 'gone';
    // What nobody reads and nobody chose is not worth a line while it is away.
    if (record.choice === 'auto' && profileOf(record, profiles) === null) records.delete(record.id);
  };
  const plugged = async (id: string, info: HidInfo) => {
    const record = records.get(id) ?? newRecord(id, info, 'auto');
    records.set(id, record);
    if (record.info.path !== info.path) {
      // Plugged in elsewhere before anything told of its leaving: it begins anew.
      await reader.close(record);
      record.quickEnds = 0;
      record.state = 'gone';
    }
    record.info = info;
    if (record.state === 'gone' || record.state === 'denied') await reader.open(record);
  };
  return async (listed: readonly HidInfo[]) => {
    const known = new Map([...records.values()].map(({ id, info }) => [info.path, id]));
    const named = nameDevices(listed, known, profiles);
    const here = new Set(named.map(({ id }) => id));
    for (const record of records.values()) if (!here.has(record.id)) await unplugged(record);
    for (const { id, info } of named) await plugged(id, info);
  };
}

/** Makes it. */
export function keepInStep(parts: StepParts): Step {
  const { records, profiles, plans, tell, log } = parts;
  const machine: Machine = { hid: null, how: null, refused: null };
  const reconcile = createReconcile(parts);
  let plugs: Plugs | null = null;
  let ended = false;
  let turn: Promise<unknown> = Promise.resolve();

  const inTurn: Step['inTurn'] = (work) => {
    const done = turn.then(work);
    turn = done.catch((error: unknown) => log(`devices: ${wordsOf(error)}`));
    return done;
  };
  const load = async () => {
    const loaded = await parts.load();
    machine.refused = loaded.ok ? null : loaded;
    if (!loaded.ok || ended) return;
    machine.hid = loaded.hid;
    plugs = await parts.plugs.watch(lookSoon);
    machine.how = plugs.how;
    if (ended) plugs.stop();
  };
  const look = async () => {
    if (ended || machine.hid === null) return;
    try {
      const listed = await machine.hid.list();
      machine.refused = null;
      await reconcile(listed);
    } catch (error) {
      machine.refused = refuse('hid_no_list', { why: wordsOf(error) });
    }
  };
  const isWaitedFor = (record: DeviceRecord) =>
    ['gone', 'denied'].includes(record.state) && profileOf(record, profiles) !== null;
  const planPoll = () => {
    // Where nothing tells of plugging, a second scanner is found by looking, too.
    const isDue = machine.how === 'poll' || [...records.values()].some(isWaitedFor);
    if (machine.hid === null || !isDue) plans.drop('poll');
    else if (!plans.has('poll')) plans.set('poll', POLL_MS, lookLater);
  };
  const start = async () => {
    if (machine.hid === null && !ended) await load();
    await look();
    tell();
    planPoll();
  };
  // What goes wrong is logged by its turn.
  const lookLater = () => void inTurn(start).catch(() => undefined);
  const lookSoon = () => plans.set('look', QUIET_MS, lookLater);
  return {
    machine,
    inTurn,
    start,
    lookSoon,
    planPoll,
    end() {
      ended = true;
      plans.end();
      plugs?.stop();
    },
  };
}
