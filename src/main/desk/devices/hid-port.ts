// What the desk needs of a HID library: listing, opening, reports both ways. node-hid is one; tests bring their own.

/** A top-level collection of a HID device, as the operating system lists it. */
export interface HidInfo {
  /** By which it is opened; changes when the device is plugged in again. */
  path: string;
  vendorId: number;
  productId: number;
  usagePage: number;
  usage: number;
  serialNumber: string | null;
  manufacturer: string | null;
  product: string | null;
  /** USB interface number; -1 where it is unknown. */
  interface: number;
}

/** An open device. */
export interface HidConnection {
  /** Every input report as the device sent it, report id included where the device has ids. */
  onReport(hear: (report: Uint8Array) => void): void;
  /** The device is gone or cannot be read; called at most once, with the library's own words. */
  onGone(hear: (why: string) => void): void;
  /** Output report, id first. Throws when the device is gone or refuses. */
  write(report: Uint8Array): Promise<void>;
  /** Feature report, id first. Throws when the device does not have it. */
  sendFeature(report: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** The HID library of this machine. */
export interface HidPort {
  /** Everything that is plugged in; enumerates the bus, so not for tight polling. */
  list(): Promise<HidInfo[]>;
  /** Opens by path. Throws with the library's own words when that is denied or the device is gone. */
  open(path: string): Promise<HidConnection>;
}
