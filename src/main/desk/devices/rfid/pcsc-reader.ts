// Contactless readers with PC/SC, over the optional package `pcsc-mini`. They see one tag at a time and know blocks, but
// neither AFI nor EAS: the standard's commands (PC/SC part 3) have none for them.

import { toHex } from '../../../../shared/devices/rfid/bytes.ts';
import { refuse } from '../../../../shared/lib/result.ts';
import type { Refusal } from '../../../../shared/lib/result.ts';
import { faultCode, TagFault } from './tag-reader.ts';
import type { TagReader } from './tag-reader.ts';

/** Sends a command to the tag that lies there and gives its answer; throws when none does. */
export type Transmit = (command: Uint8Array) => Promise<Uint8Array>;

/** A PC/SC reader that is plugged in. */
export interface PcscSlot {
  name: string;
  /** Opens the tag that lies there; null where none does. */
  connect(): Promise<{ transmit: Transmit; disconnect(): Promise<void> } | null>;
  /** Gives what ends the hearing. */
  onGone(hear: () => void): () => void;
}

/** The PC/SC service of this machine. */
export interface PcscPort {
  slots(): PcscSlot[];
  /** False when the service has ended. */
  isRunning(): boolean;
  /** Ends the listening; never throws. */
  stop(): void;
}

/** Blocks of tags whose size nobody tells: reading goes on until the tag has no more. */
const MOST_BLOCKS = 64;
const BLOCK_SIZE = 4;

/** Data of an answer; its last two bytes say how it went (ISO/IEC 7816-4). */
function dataOf(answer: Uint8Array): Uint8Array {
  const [high, low] = answer.slice(-2);
  if (high === 0x90 && low === 0) return answer.slice(0, -2);
  throw new TagFault('tag_refused');
}

/** 6982: security status; 6581: memory failure. Locked blocks answer so, but only to writing. */
function isLockedAnswer(answer: Uint8Array): boolean {
  return ['6982', '6581'].includes(toHex(answer.slice(-2)));
}

const cannot = () => Promise.reject(new TagFault('reader_cannot'));

/** A reader over a slot. Memory is taken to be blocks of four bytes. */
export function pcscReader(slot: PcscSlot): TagReader {
  let gone = false;
  const hearers: (() => void)[] = [];
  const unhear = slot.onGone(() => {
    gone = true;
    for (const hear of hearers) hear();
  });
  const withTag = async <T>(
    work: (transmit: Transmit) => Promise<T>,
    none: T | null,
  ): Promise<T> => {
    if (gone) throw new TagFault('reader_gone');
    const card = await slot.connect().catch((error: unknown) => {
      throw new TagFault('tag_gone', error);
    });
    if (!card) {
      if (none === null) throw new TagFault('tag_gone');
      return none;
    }
    try {
      return await work(card.transmit);
    } catch (error) {
      throw error instanceof TagFault ? error : new TagFault('tag_gone', error);
    } finally {
      await card.disconnect().catch(() => undefined);
    }
  };
  // Readers disagree on the order; the UID of an ISO 15693 tag has E0 at its upper end.
  const uidOf = async (transmit: Transmit) => {
    const uid = dataOf(await transmit(Uint8Array.of(0xff, 0xca, 0, 0, 0)));
    return toHex(uid[0] === 0xe0 || uid.at(-1) !== 0xe0 ? uid : uid.toReversed());
  };
  const sameTag = async (transmit: Transmit, uid: string) => {
    if ((await uidOf(transmit)) !== uid) throw new TagFault('tag_gone');
  };
  const readBlock = async (transmit: Transmit, block: number) =>
    dataOf(await transmit(Uint8Array.of(0xff, 0xb0, block >> 8, block & 0xff, BLOCK_SIZE)));
  return {
    // A card that does not answer, or names no UID, is no tag; the reader itself tells when it goes.
    inventory: () =>
      withTag(async (transmit) => [{ uid: await uidOf(transmit), epc: null }], []).catch(
        (error: unknown) => {
          if (faultCode(error) === 'reader_gone') throw error;
          return [];
        },
      ),
    systemInfo: (uid) =>
      withTag(async (transmit) => {
        await sameTag(transmit, uid);
        let blocks = 0;
        while (blocks < MOST_BLOCKS) {
          const there = await readBlock(transmit, blocks).then(
            () => true,
            (error: unknown) => {
              if (error instanceof TagFault && error.code === 'tag_refused') return false;
              throw error;
            },
          );
          if (!there) break;
          blocks += 1;
        }
        // It does not let itself be read; that is not the same as blank.
        if (blocks === 0) throw new TagFault('tag_refused');
        return { uid, dsfid: null, afi: null, blocks, blockSize: BLOCK_SIZE, icReference: null };
      }, null),
    readBlocks: (uid, first, count) =>
      withTag(async (transmit) => {
        await sameTag(transmit, uid);
        const bytes: number[] = [];
        for (let at = first; at < first + count; at += 1) {
          bytes.push(...(await readBlock(transmit, at)));
        }
        return { bytes: Uint8Array.from(bytes), locked: null };
      }, null),
    writeBlock: (uid, block, bytes) =>
      withTag(async (transmit) => {
        await sameTag(transmit, uid);
        const head = [0xff, 0xd6, block >> 8, block & 0xff, bytes.length];
        const answer = await transmit(Uint8Array.of(...head, ...bytes));
        if (isLockedAnswer(answer)) throw new TagFault('tag_locked');
        dataOf(answer);
      }, null),
    writeAfi: cannot,
    writeDsfid: cannot,
    readEas: async () => null,
    setEas: cannot,
    onGone: (hear) => void hearers.push(hear),
    close: async () => unhear(),
  };
}

/** Starts listening to the PC/SC service; never throws. */
export async function loadPcsc(): Promise<{ ok: true; port: PcscPort } | Refusal> {
  try {
    const { CardDisposition, CardMode, Client, ReaderStatus } = await import('pcsc-mini');
    const slots = new Map<string, { slot: PcscSlot; present: boolean }>();
    const client = new Client();
    const stop = () => {
      try {
        // Every reader is told that it is gone.
        client.stop();
      } catch {
        // The service ended before.
      }
    };
    client.on('error', stop);
    client.on('reader', (reader) => {
      const listeners = new Set<() => void>();
      const known = {
        present: false,
        slot: {
          name: reader.name(),
          async connect() {
            if (!known.present) return null;
            const card = await reader.connect(CardMode.SHARED);
            return {
              transmit: (command: Uint8Array) => card.transmit(command),
              disconnect: () => card.disconnect(CardDisposition.LEAVE),
            };
          },
          onGone(hear: () => void) {
            listeners.add(hear);
            return () => void listeners.delete(hear);
          },
        },
      };
      slots.set(reader.name(), known);
      reader.on('change', (status) => void (known.present = status.has(ReaderStatus.PRESENT)));
      reader.on('disconnect', () => {
        slots.delete(reader.name());
        for (const hear of listeners) hear();
      });
    });
    client.start();
    const list = () => [...slots.values()].map(({ slot }) => slot);
    return { ok: true, port: { slots: list, isRunning: () => client.running(), stop } };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const code = /NoService/u.test(`${String(error)} ${why}`) ? 'rfid_no_pcscd' : 'rfid_no_pcsc';
    return refuse(code, { why });
  }
}
