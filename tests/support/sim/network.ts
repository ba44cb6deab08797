// The simulated network between desks and service: every message may be lost, doubled, delayed, overtaken or cut.

import type {
  Central,
  CentralAnswer,
  CentralCall,
  NetworkFaultCode,
} from '../../../src/main/desk/sync/central-port.ts';
import type { Life } from './life.ts';
import { lineStream, liveStream } from './streams.ts';
import { waitFor } from './waiting.ts';
import type { Waiting } from './waiting.ts';
import { LATEST_DOUBLE, PATIENCE, delay, overTheWire, watchPage } from './wire.ts';
import type { End, NetworkParts } from './wire.ts';

/** The network of one simulation; `connect` is one desk's way to the service, for one run of that desk. */
export function createNetwork(parts: NetworkParts): {
  connect(desk: string, life: Life): Central;
} {
  return {
    connect: (desk, life) => ({
      call: (call, signal) => roundTrip(parts, { desk, life }, call, signal),
      live: (call, signal) => liveStream(parts, { desk, life }, call, signal),
      lines: (call, signal) => lineStream(parts, { desk, life }, call, signal),
    }),
  };
}

/** One message on its way. */
interface Message {
  parts: NetworkParts;
  desk: string;
  call: CentralCall;
  waits: Waiting<CentralAnswer>;
  /** What happens to the answer, if anything. */
  answer: 'comes' | 'is lost' | 'is cut';
}

function note({ parts, desk, call }: Message, text: string): void {
  parts.trace.note(`${desk} ${call.method} ${call.path} ${text}`);
}

function fails(message: Message, code: NetworkFaultCode, ms: number): void {
  message.parts.scheduler.after(ms, () => message.waits.fault(code));
}

function answered(message: Message, answer: CentralAnswer): void {
  const { parts, desk, waits } = message;
  if (message.call.path === '/v1/pull') watchPage(parts, desk, answer.body);
  const fate = parts.link(desk) === 'up' ? message.answer : 'is lost';
  note(message, `${answer.status} ${fate}`);
  if (fate === 'is cut') fails(message, 'cut', 5);
  if (fate !== 'comes') return;
  parts.scheduler.after(delay(parts), () => waits.answer(overTheWire(answer)));
}

/** The service gets it; `again` is a second arrival, whose answer nobody takes. */
function arrives(message: Message, again: boolean): void {
  const door = message.parts.door();
  if (door === null) return again ? undefined : fails(message, 'unreachable', 1);
  if (again) note(message, 'a second time');
  const stop = door.life.onEnd(() => {
    if (!again) fails(message, 'cut', 5);
  });
  void door.call(overTheWire(message.call)).then((answer) => {
    stop();
    if (!again && door.life.alive()) answered(message, answer);
  });
}

function roundTrip(
  parts: NetworkParts,
  { desk, life }: End,
  asked: CentralCall,
  signal?: AbortSignal,
): Promise<CentralAnswer> {
  const { scheduler, chance, weather, link } = parts;
  const call = overTheWire(asked);
  const patience = PATIENCE + Number(call.query?.['wait'] ?? 0) * 1000;
  const waits = waitFor<CentralAnswer>(scheduler, life, patience, signal);
  const lost = chance.hits(weather().answerLost);
  const answer = lost ? chance.oneOf(['is lost', 'is cut'] as const) : 'comes';
  const message: Message = { parts, desk, call, waits, answer };
  if (link(desk) === 'refused') fails(message, 'unreachable', 1);
  else if (link(desk) === 'silent' || chance.hits(weather().lost)) note(message, 'lost');
  else {
    scheduler.after(delay(parts), () => arrives(message, false));
    if (chance.hits(weather().doubled)) {
      scheduler.after(chance.between(1, LATEST_DOUBLE), () => arrives(message, true));
    }
  }
  return waits.promise;
}
