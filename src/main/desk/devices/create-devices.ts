// The devices of a desk: what is plugged in is read, its scans go to a page, and what people choose is kept.

import { refuse } from '../../../shared/lib/result.ts';
import type { Clock } from '../../../shared/lib/time.ts';
import type { Changes } from '../changes.ts';
import type { Kept } from '../outbox/kept.ts';
import { barOf, newRecord, profileOf, viewOf } from './device-record.ts';
import type { DeviceRecord } from './device-record.ts';
import type { DeviceDone, Devices } from './devices.ts';
import { keepInStep } from './keep-in-step.ts';
import type { Step } from './keep-in-step.ts';
import { keptChoices } from './kept-choices.ts';
import type { LoadedHid } from './node-hid.ts';
import type { DeviceTime } from './open-device.ts';
import { createPlans } from './plans.ts';
import type { PlugPort } from './plug-port.ts';
import { createReader } from './reader.ts';
import type { DeviceReader } from './reader.ts';
import { createReportTap } from './report-tap.ts';
import { createScanQueue } from './scan-queue.ts';
import type { ScannerProfiles } from './scanner-profiles.ts';

/** Numbers on the page are renewed so often. */
const COUNTS_MS = 1000;

/** What devices are read with; a desk without it reads none. */
export interface DevicePorts {
  /** Loads the HID library when first asked; asked again where there was none. */
  load(): Promise<LoadedHid>;
  plugs: PlugPort;
  profiles: ScannerProfiles;
  /** Milliseconds of a clock that does not jump. */
  steady(): number;
}

/** What devices hang on besides. */
export interface DevicesParts {
  ports: DevicePorts;
  timers: DeviceTime['timers'];
  /** The library's clock. */
  clock: Clock;
  changes: Changes;
  kept: Kept;
  /** Names this start of the desk. */
  run: string;
  /** Staff id of whoever works here; null while nobody is signed in or the desk is locked. */
  who(): string | null;
  log(line: string): void;
}

interface Orders extends Pick<DevicesParts, 'kept'> {
  records: Map<string, DeviceRecord>;
  profiles: ScannerProfiles;
  step: Step;
  reader: DeviceReader;
  tell(): void;
}

/** What a person has a device do. */
function orders({ records, profiles, step, reader, tell, kept }: Orders) {
  const choices = keptChoices(kept);
  const withRecord = (id: string, work: (record: DeviceRecord) => Promise<DeviceDone>) =>
    step.inTurn(async () => {
      const record = records.get(id);
      return record ? work(record) : refuse('device_unknown');
    });
  const openAgain = async (record: DeviceRecord): Promise<DeviceDone> => {
    await reader.close(record);
    record.quickEnds = 0;
    await reader.open(record);
    tell();
    step.planPoll();
    return record.why === null ? { ok: true } : refuse(record.why.code, record.why.facts);
  };
  const choose = async (record: DeviceRecord, choice: string): Promise<DeviceDone> => {
    const known = ['auto', 'alone', ...profiles.all.map((each) => each.id)];
    if (!known.includes(choice)) return refuse('device_no_profile', { profile: choice });
    choices.set(record.id, choice, record.info);
    record.choice = choice;
    if (record.info.path !== '') return openAgain(record);
    if (choice === 'auto') records.delete(record.id);
    tell();
    step.planPoll();
    return { ok: true };
  };
  const command = async (record: DeviceRecord, name: string): Promise<DeviceDone> => {
    if (!record.open) return refuse('device_not_open');
    const report = profileOf(record, profiles)?.commands[name];
    if (!report) return refuse('device_no_command');
    try {
      await record.open.tell(report);
      return { ok: true };
    } catch (error) {
      return refuse('device_not_told', {
        why: error instanceof Error ? error.message : String(error),
      });
    }
  };
  return {
    remember() {
      for (const { id, choice, info } of choices.all())
        records.set(id, newRecord(id, info, choice));
    },
    choose: (id: string, choice: string) => withRecord(id, (record) => choose(record, choice)),
    command: (id: string, name: string) => withRecord(id, (record) => command(record, name)),
    reopen: (id: string) =>
      withRecord(id, async (record) =>
        record.info.path === '' ? refuse('device_gone') : openAgain(record),
      ),
  };
}

/** Makes the devices of a desk; nothing is touched before `begin`. */
export function createDevices(parts: DevicesParts): Devices {
  const { ports, timers, clock, changes, kept, who, log } = parts;
  const { profiles, steady, plugs, load } = ports;
  const records = new Map<string, DeviceRecord>();
  const plans = createPlans<'look' | 'poll' | 'counts'>(timers);
  const tell = () => changes.tell(['devices']);
  const onChange = (soon: boolean) => {
    if (!soon) tell();
    else if (!plans.has('counts'))
      plans.set('counts', COUNTS_MS, () => changes.tell(['device_counts']));
  };
  const now = () => clock.now();
  const queue = createScanQueue({ who, steady, onChange: () => onChange(true) });
  const tap = createReportTap(now, () => who() !== null);
  const reader = createReader({
    hid: () => step.machine.hid,
    profiles,
    time: { timers, steady },
    now,
    tap,
    run: parts.run,
    onScan: queue.add,
    onChange,
    onGone: () => step.lookSoon(),
  });
  const step: Step = keepInStep({ records, profiles, plugs, load, reader, plans, tell, log });
  const { remember, ...asked } = orders({ records, profiles, step, reader, tell, kept });
  return {
    ...asked,
    begin() {
      remember();
      step.inTurn(step.start).catch(() => undefined);
    },
    list: () => ({
      support: step.machine.refused ?? (step.machine.how && { ok: true, watch: step.machine.how }),
      devices: [...records.values()].map((record) => viewOf(record, profiles)),
      scans: queue.counts(),
    }),
    bar: () => barOf([...records.values()], profiles),
    scans: queue.listen,
    hand: queue.add,
    reports: tap.look,
    attend: queue.attend,
    look: () => step.inTurn(step.start).then(() => step.machine.refused ?? { ok: true }),
    async close() {
      step.end();
      await step.inTurn(async () => {
        step.machine.hid = null;
        for (const record of records.values()) await reader.close(record);
      });
    },
  };
}
