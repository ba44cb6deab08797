// What the desk's handlers ask of its devices.

import type { DeviceReport, DeviceScan } from '../../../shared/desk-contract/devices.ts';
import type { DeskContract } from '../../../shared/desk-contract.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import type { CancelSignal } from '../../../shared/rpc/cancel.ts';
import type * as z from 'zod';

/** Done, or why not. */
export type DeviceDone = { ok: true } | Refusal;

/** All that is told of the devices of this machine. */
export type DeviceList = z.input<DeskContract['devices.list']['output']>;

/** How scanners stand, in short. */
export type DeviceBar = z.input<DeskContract['devices.bar']['output']>;

/** The devices of this machine. */
export interface Devices {
  /** Loads the HID library, looks, and goes on watching; never throws, what went wrong is told by `list`. */
  begin(): void;
  list(): DeviceList;
  bar(): DeviceBar;
  /** Scans for a page, for as long as it listens. */
  scans(connection: number, signal: CancelSignal): AsyncIterable<DeviceScan>;
  /** Hands on what another device of this desk has read, after the scans that wait. */
  hand(scan: DeviceScan): void;
  /** What one device sends (null: all of them) from now on. */
  reports(device: string | null, signal: CancelSignal): AsyncIterable<DeviceReport>;
  /** The page of this connection is the one in use. */
  attend(connection: number): void;
  /** `auto`, `alone` or a profile's id. */
  choose(device: string, choice: string): Promise<DeviceDone>;
  command(device: string, command: string): Promise<DeviceDone>;
  reopen(device: string): Promise<DeviceDone>;
  look(): Promise<DeviceDone>;
  /** Closes every device; nothing is opened afterwards. */
  close(): Promise<void>;
}
