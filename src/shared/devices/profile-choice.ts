// Which profile reads a device, by what the system says of the device.

import type { DeviceProfile } from './device-profile.ts';

/** The part of a HID listing by which a profile is found. */
export interface HidDescription {
  vendorId: number;
  productId: number;
  usagePage: number;
  usage: number;
}

type Match = DeviceProfile['match'][number];

/** A named product says more than a vendor, a vendor more than a usage page. */
const WEIGHTS = { product: 8, vendor: 4, usagePage: 2, usage: 1 } as const;

function weightOf(match: Match, device: HidDescription): number {
  const is = {
    vendor: device.vendorId,
    product: device.productId,
    usagePage: device.usagePage,
    usage: device.usage,
  };
  let weight = 0;
  for (const part of ['product', 'vendor', 'usagePage', 'usage'] as const) {
    const wanted = match[part];
    if (wanted === undefined) continue;
    if (Number.parseInt(wanted, 16) !== is[part]) return 0;
    weight += WEIGHTS[part];
  }
  return weight;
}

/** Profiles whose description fits the device, the most exact first; `platform` as Node names it. */
export function likelyProfiles(
  device: HidDescription,
  profiles: readonly DeviceProfile[],
  platform: string,
): DeviceProfile[] {
  return profiles
    .filter(({ platforms }) => platforms === null || platforms.some((each) => each === platform))
    .map((profile) => ({
      profile,
      weight: Math.max(0, ...profile.match.map((match) => weightOf(match, device))),
    }))
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ profile }) => profile);
}

/** Keyboards and keypads (HID usage tables, page 01): what is typed on them is nobody's but a person's to give away. */
function isKeyboard({ usagePage, usage }: HidDescription): boolean {
  return usagePage === 0x01 && (usage === 0x06 || usage === 0x07);
}

/**
 * The profile that reads a device where nobody has chosen one; null: nothing says that it is a scanner. Keyboards are
 * never read unchosen, whatever a profile says of itself.
 */
export function profileFor(
  device: HidDescription,
  profiles: readonly DeviceProfile[],
  platform: string,
): DeviceProfile | null {
  if (isKeyboard(device)) return null;
  const likely = likelyProfiles(device, profiles, platform);
  return likely.find((each) => !each.chosenOnly && each.decoder.name !== 'keyboard') ?? null;
}
