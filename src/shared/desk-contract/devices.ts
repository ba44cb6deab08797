// Scanners at this machine: what is plugged in, what they scan, what they send. Everybody signed in may look.

import * as z from 'zod';
import { command, feed, query } from '../rpc/contract.ts';
import { bilingual, facts, refusal } from './views.ts';

/**
 * How a device stands. `reading`: open, its codes come. `opening`: on the way there. `alone`: left alone, because a
 * person chose so or nothing says that it is a scanner. `denied`: the system does not let this program open it.
 * `failed`: could not be opened or read. `closed`: closed by the desk, because it flooded. `gone`: not plugged in now.
 */
export const DEVICE_STATES = [
  'reading',
  'opening',
  'alone',
  'denied',
  'failed',
  'closed',
  'gone',
] as const;
/** How a device stands. */
export type DeviceState = (typeof DEVICE_STATES)[number];

/** How the desk learns of plugging: told by the system, by watching /dev, or only by looking now and then. */
export const PLUG_WATCHES = ['usb', 'folder', 'poll'] as const;
/** How the desk learns of plugging. */
export type PlugWatch = (typeof PLUG_WATCHES)[number];

const deviceId = z.string().max(200);
/** Anything worth a sentence: code and facts, put into words like a refusal. */
const told = z.object({ code: z.string(), facts });

/** One device of this machine. */
const deviceView = z.object({
  /** Stays the same when it is plugged in again, and over a restart. */
  id: z.string(),
  /** As the system names it now; empty while it is gone. */
  path: z.string(),
  manufacturer: z.string(),
  product: z.string(),
  serial: z.string(),
  vendorId: z.number(),
  productId: z.number(),
  /** Of the collection that is read. */
  usagePage: z.number(),
  usage: z.number(),
  /** USB interface number; -1 where it is unknown. */
  interface: z.number(),
  state: z.enum(DEVICE_STATES),
  /** Why it is in this state, where there is more to say. */
  why: told.nullable(),
  /** What last went wrong with it while it went on: half a code lost, an unreadable report. */
  remark: told.extend({ at: z.string() }).nullable(),
  /** Profile by which it is or would be read; null: none. */
  profile: z.string().nullable(),
  /** `auto`: the desk chose; `alone`: a person wants it left alone; `profile`: a person chose the profile. */
  choice: z.enum(['auto', 'alone', 'profile']),
  /** Profiles that may be chosen, likely ones first. */
  choices: z.array(
    z.object({ id: z.string(), name: bilingual, note: bilingual, likely: z.boolean() }),
  ),
  /** Names of what it can be told to do now: `trigger`, `beep`, `enable` … */
  commands: z.array(z.string()),
  counts: z.object({ reports: z.number(), codes: z.number(), bad: z.number() }),
  /** When its last code came, in the library's time. */
  lastCodeAt: z.string().nullable(),
});
/** One device of this machine. */
export type DeviceView = z.output<typeof deviceView>;

/** A code that a scanner has read, on its way to the page. */
const deviceScan = z.object({
  /** Counts up; together with `run` it tells a scan that comes again from a new one. */
  n: z.number(),
  /** Of this start of the desk. */
  run: z.string(),
  text: z.string(),
  /** `rfid`: from a tag that was put on the reader. */
  source: z.enum(['hid', 'rfid']),
  device: z.string(),
  /** AIM identifier without its `]`; null where the device gives none. */
  aim: z.string().nullable(),
  at: z.string(),
});
/** A code that a scanner has read. */
export type DeviceScan = z.output<typeof deviceScan>;

/** A report as it came, with what was understood. */
const deviceReport = z.object({
  n: z.number(),
  device: z.string(),
  at: z.string(),
  /** Bytes as hexadecimal digits, report id first; empty where it is the silence after them that says something. */
  hex: z.string(),
  /** `text` and `aim` of a code; `code` of a status or of what is bad. */
  understood: z.array(
    z.object({
      /** As the decoder says; `dropped`: it came so soon after opening that it was scanned before. */
      is: z.enum(['code', 'part', 'status', 'bad', 'dropped']),
      code: z.string().nullable(),
      text: z.string().nullable(),
      aim: z.string().nullable(),
    }),
  ),
  /** Reports before this one that are not shown, because they came faster than they were read. */
  missed: z.number(),
});
/** A report as it came. */
export type DeviceReport = z.output<typeof deviceReport>;

const done = z.discriminatedUnion('ok', [z.object({ ok: z.literal(true) }), refusal]);

/** Scanners at this machine. */
export const devicesContract = {
  'devices.list': query(
    z.object({}),
    z.object({
      /** Null while the desk looks for the first time; refused: `hid_no_libusb`, `hid_not_loaded`, `hid_no_list`. */
      support: z
        .discriminatedUnion('ok', [
          z.object({ ok: z.literal(true), watch: z.enum(PLUG_WATCHES) }),
          refusal,
        ])
        .nullable(),
      devices: z.array(deviceView),
      /** Scans that wait for a page, and those that nobody took since the desk started. */
      scans: z.object({ waiting: z.number(), untaken: z.number() }),
    }),
    ['devices', 'device_counts', 'session'],
  ),
  /** How scanners stand, for the status bar. */
  'devices.bar': query(
    z.object({}),
    z.object({
      /** `reading`: at least one is read and none is in trouble. `trouble`: somebody has to act. `gone`: one that was read is not plugged in. `keyboard`: only what types. */
      state: z.enum(['reading', 'trouble', 'gone', 'keyboard']),
      /** How many are read. */
      reading: z.number(),
      /** The first trouble, with the device's own name. */
      trouble: told.extend({ device: z.string() }).nullable(),
    }),
    ['devices', 'session'],
  ),
  /**
   * Codes of all scanners in their order, for the frame of the window that was last used. Asking for the next one
   * acknowledges the one before; what was not acknowledged comes again to whoever listens next.
   */
  'devices.scans': feed(z.object({}), deviceScan),
  /** What devices send from now on, for as long as somebody looks. */
  'devices.reports': feed(z.object({ device: deviceId.nullable() }), deviceReport),
  /** This window is the one in use: scans come here. */
  'devices.attend': command(z.object({}), z.object({})),
  /** Reads a device by a profile (its id), leaves it alone (`alone`), or as the desk thinks best (`auto`). Kept. */
  'devices.choose': command(z.object({ device: deviceId, choice: z.string().max(80) }), done),
  /** Tells a device to do something: one of its `commands`. */
  'devices.command': command(z.object({ device: deviceId, command: z.string().max(40) }), done),
  /** Opens a device again that was denied, has failed or was closed. */
  'devices.reopen': command(z.object({ device: deviceId }), done),
  /** Looks for devices at once. */
  'devices.look': command(z.object({}), done),
};
