// The udev rule of the package, with a line more for every device here that it does not know.

import rule from '../../../../resources/linux/70-shutai.rules?raw';

const LINE = /^KERNEL==.*ATTRS\{idVendor\}=="[0-9a-f]{4}".*$/mu;

/** The rule for copying; `vendors` are those of devices that the system does not let the desk open. */
export function udevRule(vendors: readonly number[]): string {
  const [line = ''] = LINE.exec(rule) ?? [];
  const known = rule.toLowerCase();
  const missing = [...new Set(vendors)]
    .map((vendor) => vendor.toString(16).padStart(4, '0'))
    .filter((vendor) => !known.includes(`"${vendor}"`))
    .map((vendor) => line.replace(/(idVendor\}==")[0-9a-f]{4}/u, `$1${vendor}`));
  return [rule.trimEnd(), ...missing, ''].join('\n');
}
