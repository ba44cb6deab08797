// What is done in the VM, part by part; each is a test by itself.

/** Virtual scanners over the kernel's uhid. */
export const SCANNER_PARTS = [
  'Honeywell, plugged in while the desk runs',
  'a command reaches the scanner',
  'a long QR in UTF-8',
  'a long QR in GB18030',
  'Zebra, one code and one of eight reports',
  'two scanners at once',
  '300 scans in a burst, the desk busy meanwhile',
  'unplugged in the middle of a code, plugged in again',
  'what is scanned right after opening is dropped',
  'keyboard mode, chosen by a person',
  'permission denied, then allowed',
  'closing lets every device go',
] as const;

/** A USB device on a controller without hardware, and a udevd. */
export const HOTPLUG_PARTS = [
  'a USB scanner is opened when it is plugged in, told by the system',
  'the rule that ships opens it to whoever sits there',
  'it is gone when it is unplugged, and back when it is plugged in again',
  'the watch ends',
] as const;

/** One of them. */
export type PartName = (typeof SCANNER_PARTS)[number] | (typeof HOTPLUG_PARTS)[number];

/** What became of a part. */
export interface PartResult {
  name: PartName;
  /** Why it failed; null: it did not. */
  failed: string | null;
  ms: number;
}
