// What goes over a connection that stays open: live frames, and the lines of a snapshot.

import { StoreFault } from '../../../src/central/store/port.ts';
import { NetworkFault } from '../../../src/main/desk/sync/central-port.ts';
import type {
  CentralAnswer,
  CentralCall,
  LiveEvent,
} from '../../../src/main/desk/sync/central-port.ts';
import { eachLine } from '../each-line.ts';
import { pushQueue } from './push-queue.ts';
import { waitFor } from './waiting.ts';
import { PATIENCE, delay, overTheWire, watchPage } from './wire.ts';
import type { Door, End, NetworkParts } from './wire.ts';

/** Opens a stream at the service, after the delay and the losses of a request. */
async function opened<T>(
  parts: NetworkParts,
  { desk, life }: End,
  signal: AbortSignal,
  open: (door: Door) => Promise<T>,
): Promise<{ door: Door; value: T }> {
  const { scheduler, chance, weather, link } = parts;
  const waits = waitFor<{ door: Door; value: T }>(scheduler, life, PATIENCE, signal);
  if (link(desk) === 'refused') scheduler.after(1, () => waits.fault('unreachable'));
  else if (link(desk) === 'up' && !chance.hits(weather().lost)) {
    scheduler.after(delay(parts), () => {
      const door = parts.door();
      if (door === null) return waits.fault('unreachable');
      door.life.onEnd(() => scheduler.after(5, () => waits.fault('cut')));
      void open(door).then((value) => waits.answer({ door, value }));
    });
  }
  return waits.promise;
}

/** How often a connection tries again while its link is down, ms. */
const AGAIN = 1000;

/**
 * What comes over one connection stays in order, however long each part takes; while the link is down it is held back,
 * and neither side hears of that at once.
 */
function inOrder(parts: NetworkParts, { life, desk }: End): (run: () => void) => void {
  const { scheduler, link } = parts;
  const waiting: (() => void)[] = [];
  let moving = false;
  const move = (): void => {
    const next = waiting[0];
    moving = life.alive() && next !== undefined;
    if (!moving) return;
    const up = link(desk) === 'up';
    scheduler.after(up ? delay(parts) : AGAIN, () => {
      if (up && life.alive()) {
        waiting.shift();
        next?.();
      }
      move();
    });
  };
  return (run) => {
    waiting.push(run);
    if (!moving) move();
  };
}

/** The live stream of a desk. */
export async function* liveStream(
  parts: NetworkParts,
  end: End,
  call: CentralCall,
  signal: AbortSignal,
): AsyncIterable<LiveEvent | CentralAnswer> {
  const { chance, trace, weather } = parts;
  let stop = (): void => undefined;
  const queue = pushQueue<LiveEvent>(() => stop());
  const cut = () => queue.fail(new NetworkFault('cut'));
  const deliver = inOrder(parts, end);
  const { door, value } = await opened(parts, end, signal, (there) =>
    there.live(overTheWire(call), {
      event(event) {
        if (event.event === 'frame') watchPage(parts, end.desk, JSON.parse(event.data));
        deliver(chance.hits(weather().cut) ? cut : () => queue.push(event));
      },
      end: () => deliver(() => queue.end()),
    }),
  );
  if (typeof value !== 'function') return yield overTheWire(value);
  stop = value;
  signal.addEventListener('abort', cut, { once: true });
  door.life.onEnd(() => deliver(cut));
  if (!door.life.alive() || signal.aborted) cut();
  trace.note(`${end.desk} live`);
  yield* queue.items;
}

const LINES_AT_ONCE = 40;

/** Lines as a connection carries them: where the service cannot read on, as when it was killed, the line breaks. */
async function* carried(lines: AsyncIterable<string>): AsyncIterable<string> {
  try {
    yield* lines;
  } catch (error) {
    throw error instanceof StoreFault ? new NetworkFault('cut') : error;
  }
}

/** The lines of a snapshot, some at a time. */
export async function* lineStream(
  parts: NetworkParts,
  end: End,
  call: CentralCall,
  signal: AbortSignal,
): AsyncIterable<string | CentralAnswer> {
  const { chance, trace, weather, link } = parts;
  const { door, value } = await opened(parts, end, signal, (there) =>
    there.lines(overTheWire(call)),
  );
  if (!(Symbol.asyncIterator in value)) return yield overTheWire(value);
  const breaks = chance.hits(weather().cut) ? chance.between(1, 60) : Infinity;
  let count = 0;
  for await (const line of carried(eachLine(value))) {
    count += 1;
    const gone = !door.life.alive() || link(end.desk) !== 'up' || signal.aborted;
    if (gone || count > breaks) {
      trace.note(`${end.desk} ${call.path} cut after ${count} lines`);
      throw new NetworkFault('cut');
    }
    if (count % LINES_AT_ONCE === 0) {
      await new Promise<void>((resolve) => void end.life.timers.after(delay(parts), resolve));
    }
    yield line;
  }
  trace.note(`${end.desk} ${call.path} of ${count} lines`);
}
