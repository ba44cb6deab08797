import { describe, expect, it } from 'vitest';
import { handTimers, settled } from '../../../../../tests/support/hand-timers.ts';
import { memoryKept } from '../../../../../tests/support/memory-kept.ts';
import { refuse } from '../../../../shared/lib/result.ts';
import type { ByteLink } from './byte-link.ts';
import { LOOK_MS } from './pad.ts';
import { AGAIN_MS, CLOSE_MS, OPEN_MS, keepReader } from './reader-keeper.ts';
import { machineReaderProfiles } from './reader-profiles.ts';

const NONE = refuse('rfid_none');
const ID = 'serial template-serial /dev/ttyUSB0';
const profiles = machineReaderProfiles('/nowhere', () => undefined)
  .filter(({ via }) => via === 'serial')
  .map((profile) => ({ ...profile, baud: 9600 }));

/** A serial port that answers nothing and can be opened once at a time; `hangs`: it does not come back from opening. */
function portScene({ hangs = false, closes = true } = {}) {
  const timers = handTimers();
  const port = { opened: 0, isOpen: false, stopped: false, let: (): void => undefined };
  const link: ByteLink = {
    inReports: false,
    send: async () => undefined,
    onBytes: () => undefined,
    onGone: () => undefined,
    async close() {
      if (!closes) await new Promise(() => undefined);
      port.isOpen = false;
    },
  };
  const open = async () => {
    if (port.isOpen) throw new Error('cannot lock port');
    if (hangs) await new Promise<void>((done) => void (port.let = done));
    port.opened += 1;
    port.isOpen = true;
    return link;
  };
  const ports = { list: async () => [{ path: '/dev/ttyUSB0', name: 'x' }], open };
  const keeper = keepReader({
    ports: {
      profiles,
      loadHid: async () => NONE,
      loadPcsc: async () => NONE,
      stop: () => void (port.stopped = true),
      loadSerial: async () => ({ ok: true as const, ports }),
    },
    timers,
    kept: memoryKept(),
    mayPretend: false,
    ears: { onTag: () => undefined, onChange: () => undefined },
  });
  return { timers, port, keeper };
}

describe('a reader that does not answer', () => {
  it('is closed before it is opened again', async () => {
    const { timers, port, keeper } = portScene();
    expect(await keeper.choose(ID)).toEqual({ ok: true });
    const lost = 5 * (LOOK_MS + 1000 + 200) + 1000;
    await timers.pass(lost);
    expect(keeper.state()).toMatchObject({ is: 'lost', why: { code: 'reader_silent' } });
    expect(port).toMatchObject({ opened: 1, isOpen: false });
    await timers.pass(AGAIN_MS);
    expect(keeper.state().is).toBe('open');
    expect(port).toMatchObject({ opened: 2, isOpen: true });
    await keeper.close();
    expect(port).toMatchObject({ isOpen: false, stopped: true });
    expect(timers.waiting()).toBe(0);
  });

  it('and hangs while it is opened is lost, and closed when it opens late', async () => {
    const { timers, port, keeper } = portScene({ hangs: true });
    const chosen = keeper.choose(ID);
    await timers.pass(OPEN_MS);
    expect(await chosen).toMatchObject({ code: 'reader_silent' });
    expect(keeper.state()).toMatchObject({ is: 'lost', why: { code: 'reader_silent' } });
    port.let();
    await settled();
    expect(port).toMatchObject({ opened: 1, isOpen: false });
  });

  it('holds up no desk that is closed', async () => {
    const opening = portScene({ hangs: true });
    void opening.keeper.choose(ID);
    await settled();
    await opening.keeper.close();
    const closing = portScene({ closes: false });
    await closing.keeper.choose(ID);
    const closed = closing.keeper.close();
    await closing.timers.pass(CLOSE_MS);
    await closed;
    expect(closing.timers.waiting() + opening.timers.waiting()).toBe(0);
  });
});
