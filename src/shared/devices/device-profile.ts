// What a file of resources/devices says: which devices it is for, how their reports are read, what they can be told.

import * as z from 'zod';

/** Two hexadecimal digits a byte, blanks allowed. */
const hex = z.string().regex(/^\s*(?:[0-9a-f]{2}\s*){1,64}$/iu, 'hex_bytes');
const offset = z.number().int().min(0).max(1023);
const usb = z.string().regex(/^[0-9a-f]{4}$/iu, 'four_hex_digits');
const bilingual = z.object({ zh: z.string().min(1), en: z.string().min(1) });

/** Where things lie in a report, counted from its first byte, report id included. */
const reportLayout = z.strictObject({
  /** First byte of a report with a code; null where the device numbers none. */
  reportId: z.number().int().min(0).max(255).nullable(),
  /** Number of data bytes in this report; of two bytes the low one comes first. */
  length: z.strictObject({ at: offset, bytes: z.union([z.literal(1), z.literal(2)]) }),
  /** Three bytes `]`, letter, modifier (ISO/IEC 15424); null where the device sends none. */
  aim: offset.nullable(),
  data: z.strictObject({ at: offset, most: z.number().int().min(1).max(1023) }),
  /**
   * Set when more reports of the same code follow; `full`: a report whose data fill it is followed by more; null
   * where every report is a code.
   */
  continued: z
    .union([
      z.strictObject({ at: offset, mask: z.number().int().min(1).max(255) }),
      z.literal('full'),
    ])
    .nullable(),
  /**
   * Reports with this value there answer a command; `nextBelow`: only where the byte after it is less, so that a code
   * may begin with the same sign.
   */
  answer: z
    .strictObject({
      at: offset,
      is: z.number().int().min(0).max(255),
      nextBelow: z.number().int().min(1).max(255).optional(),
    })
    .nullable(),
});
/** Where things lie in a report. */
export type ReportLayout = z.output<typeof reportLayout>;

/** How reports are read. */
const decoderChoice = z.discriminatedUnion('name', [
  /** USB-IF HID POS scanned data; `auto` tells the columns of devices apart by each report. */
  z.strictObject({
    name: z.literal('hid_pos'),
    layout: z.enum(['auto', 'honeywell', 'zebra', 'newland']),
  }),
  z.strictObject({ name: z.literal('layout'), layout: reportLayout }),
  z.strictObject({ name: z.literal('ibm'), form: z.enum(['hand_held', 'table_top']) }),
  /** `reportId`: the keyboard shares its endpoint with others and numbers its reports. */
  z.strictObject({ name: z.literal('keyboard'), reportId: z.number().int().min(1).nullable() }),
]);

/** One thing to tell a device, by the way its maker documents it. */
const toldCommand = z.discriminatedUnion('make', [
  z.strictObject({ make: z.literal('bytes'), via: z.enum(['output', 'feature']), hex }),
  /** Serial command of Honeywell and Youjie: what stands between SYN and CR. */
  z.strictObject({ make: z.literal('honeywell'), hex }),
  /** IBM/USB-OEM: the command bytes, filled up to eleven. */
  z.strictObject({ make: z.literal('ibm'), hex }),
]);
/** One thing to tell a device. */
export type ToldCommand = z.output<typeof toldCommand>;

/** What a device can be told to do, by the page's words for it. */
export const COMMAND_NAMES = [
  'trigger',
  'beep',
  'enable',
  'disable',
  'beep_on',
  'beep_off',
  'status',
  'reset',
] as const;

/** One file of resources/devices. */
export const deviceProfile = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/u, 'profile_id'),
  name: bilingual,
  /** What is known and what was never tried; shown beside the profile. */
  note: bilingual,
  /** Collections that it reads: every part that is named must be the device's. Vendor and product in hexadecimal. */
  match: z.array(
    z.strictObject({
      vendor: usb.optional(),
      product: usb.optional(),
      usagePage: usb.optional(),
      usage: usb.optional(),
    }),
  ),
  /** Taken only where a person chooses it, however well it matches. */
  chosenOnly: z.boolean(),
  /** Works on these systems only; null: on all. */
  platforms: z.array(z.enum(['linux', 'darwin', 'win32'])).nullable(),
  decoder: decoderChoice,
  /** Told after opening; a device that refuses goes on all the same. */
  init: z.array(toldCommand),
  commands: z.partialRecord(z.enum(COMMAND_NAMES), toldCommand),
});
/** One file of resources/devices. */
export type DeviceProfile = z.output<typeof deviceProfile>;

/** Profiles of some files, and what is wrong with the others; of two with one id the first counts. */
export function readProfiles(files: readonly { name: string; text: string }[]): {
  profiles: DeviceProfile[];
  problems: { file: string; problem: string }[];
} {
  const profiles: DeviceProfile[] = [];
  const problems: { file: string; problem: string }[] = [];
  for (const { name, text } of files) {
    const read = readProfile(text);
    if ('problem' in read) problems.push({ file: name, problem: read.problem });
    else if (profiles.some(({ id }) => id === read.id))
      problems.push({ file: name, problem: `id: ${read.id}` });
    else profiles.push(read);
  }
  return { profiles, problems };
}

function readProfile(text: string): DeviceProfile | { problem: string } {
  try {
    const read = deviceProfile.safeParse(JSON.parse(text));
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    return { problem: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : 'JSON' };
  }
}
