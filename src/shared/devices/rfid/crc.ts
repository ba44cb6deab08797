// The checksums of tags and their frames. Each is CRC-16 with polynomial x^16 + x^12 + x^5 + 1.

const POLYNOMIAL = 0x1021;
/** The same read from its other end. */
const REFLECTED = 0x8408;

function forwards(bytes: Iterable<number>, start: number): number {
  let crc = start;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) {
      crc = ((crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ POLYNOMIAL) & 0xffff;
    }
  }
  return crc;
}

/** CRC-16/CCITT-FALSE: the fixed block of ISO 28560-3. */
export function crcOfFixedBlock(bytes: Iterable<number>): number {
  return forwards(bytes, 0xffff);
}

/** The checksum before the PC word of a UHF tag (ISO/IEC 18000-63, EPC Gen2): over PC word and what follows it. */
export function crcGen2(bytes: Iterable<number>): number {
  return forwards(bytes, 0xffff) ^ 0xffff;
}

/** CRC-16/X-25: frames of ISO/IEC 15693; sent with its low byte first. */
export function crcX25(bytes: Iterable<number>): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) {
      crc = (crc & 1) === 0 ? crc >> 1 : (crc >> 1) ^ REFLECTED;
    }
  }
  return crc ^ 0xffff;
}

/** A frame of ISO/IEC 15693 with its checksum. */
export function withFrameCrc(frame: Uint8Array): Uint8Array {
  const crc = crcX25(frame);
  return Uint8Array.of(...frame, crc & 0xff, crc >> 8);
}

/** What lies before the checksum of a frame; null where that is wrong or missing. */
export function withoutFrameCrc(frame: Uint8Array): Uint8Array | null {
  if (frame.length < 3) return null;
  const inner = frame.subarray(0, -2);
  const crc = crcX25(inner);
  const [low, high] = frame.subarray(-2);
  return low === (crc & 0xff) && high === crc >> 8 ? inner : null;
}
