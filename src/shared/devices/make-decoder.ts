// The decoder that a profile names.

import type { TextDecoders } from './bytes-text.ts';
import type { DeviceProfile } from './device-profile.ts';
import { IbmDecoder } from './ibm-decoder.ts';
import { KeyboardDecoder } from './keyboard-decoder.ts';
import {
  HONEYWELL_LAYOUT,
  LayoutDecoder,
  NEWLAND_LAYOUT,
  ZEBRA_LAYOUT,
  hidPosLayout,
} from './layout-decoder.ts';
import type { LayoutOf } from './layout-decoder.ts';
import type { ReportDecoder } from './report-decoder.ts';

const HID_POS: Record<'auto' | 'honeywell' | 'zebra' | 'newland', LayoutOf> = {
  auto: hidPosLayout,
  honeywell: () => HONEYWELL_LAYOUT,
  zebra: () => ZEBRA_LAYOUT,
  newland: () => NEWLAND_LAYOUT,
};

/** A fresh decoder for one open device. */
export function makeDecoder(profile: DeviceProfile, texts: TextDecoders): ReportDecoder {
  const { decoder } = profile;
  switch (decoder.name) {
    case 'hid_pos':
      return new LayoutDecoder(HID_POS[decoder.layout], HONEYWELL_LAYOUT.reportId, texts);
    case 'layout':
      return new LayoutDecoder(() => decoder.layout, decoder.layout.reportId, texts);
    case 'ibm':
      return new IbmDecoder(decoder.form, texts);
    default:
      return new KeyboardDecoder(decoder.reportId);
  }
}
