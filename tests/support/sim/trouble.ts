// What goes wrong in a simulated library, one thing after another at random, each for a while.

import type { DeskHost } from './desk-host.ts';
import type { StoreTrouble } from './failing-store.ts';
import type { Sim } from './sim.ts';
import { CALM, weatherOf } from './weather.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Trouble = (sim: Sim) => void;

/** After so many seconds, unless all is well by then. */
function later(sim: Sim, seconds: [number, number], run: () => void): void {
  const { scheduler, chance } = sim;
  scheduler.after(chance.between(seconds[0] * SECOND, seconds[1] * SECOND), () => {
    if (!sim.healed) run();
  });
}

function someDesk({ chance, desks }: Sim): DeskHost {
  return chance.oneOf(desks);
}

function storm(sim: Sim): void {
  sim.weather = weatherOf(sim.chance);
  const text = Object.entries(sim.weather).map(([name, value]) => `${name} ${value.toFixed(2)}`);
  sim.trace.note(`weather: ${text.join(', ')}`);
  later(sim, [5, 60], () => {
    sim.weather = CALM;
  });
}

function partition(sim: Sim): void {
  const { chance, links, trace, desks } = sim;
  const state = chance.oneOf(['refused', 'silent', 'silent'] as const);
  for (const { name } of chance.hits(0.3) ? desks : [someDesk(sim)]) {
    links.set(name, state);
    trace.note(`${name} is cut off: ${state}`);
    later(sim, [2, 90], () => void links.set(name, 'up'));
  }
}

/** The desk is started again some seconds after its end, whenever that comes. */
function deskDies(sim: Sim): void {
  const { chance } = sim;
  const desk = someDesk(sim);
  const losesReplica = chance.hits(0.25);
  desk.plan({ powerGone: chance.hits(0.4), losesReplica, restartMs: chance.between(200, 30_000) });
  if (chance.hits(0.7)) desk.killAfter(chance.between(0, 60));
  else desk.kill();
}

function serviceDies(sim: Sim): void {
  const { chance, service } = sim;
  const how = chance.oneOf(['now', 'dies_before_commit', 'dies_after_commit'] as const);
  if (how === 'now') service.kill();
  else service.trouble.now = how;
  // Whatever has not ended it by then is over.
  later(sim, [1, 25], () => {
    service.kill();
    void service.start();
  });
}

function storeFails(sim: Sim): void {
  const { chance, service, trace } = sim;
  const what: StoreTrouble = chance.oneOf(['store_full', 'store_io', 'store_busy'] as const);
  trace.note(`service: ${what}`);
  service.trouble.now = what;
  later(sim, [1, 20], () => {
    if (service.trouble.now === what) service.trouble.now = 'none';
  });
}

/** A desk's disk takes nothing for a while. */
function diskFails(sim: Sim): void {
  const { chance, trace } = sim;
  const desk = someDesk(sim);
  const what = chance.oneOf(['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'SQLITE_READONLY'] as const);
  trace.note(`${desk.name}: ${what}`);
  desk.refuse(what);
  later(sim, [1, 25], () => desk.refuse(null));
}

/** The night goes by for everybody: sessions end, timers become due. */
function timePasses(sim: Sim): void {
  const { chance, desks, serviceClock, trace } = sim;
  const ms = chance.oneOf([16 * MINUTE, 3 * HOUR, 13 * HOUR, DAY, 3 * DAY, 9 * DAY]);
  trace.note(`${ms / HOUR} hours go by`);
  serviceClock.jump(ms);
  for (const desk of desks) desk.clock.jump(ms);
}

function clockJumps(sim: Sim): void {
  const { chance, serviceClock, trace } = sim;
  const ms = chance.oneOf([DAY, -DAY, HOUR, -HOUR, 3 * MINUTE, -3 * MINUTE]);
  if (chance.hits(0.3)) {
    trace.note(`service's clock jumps by ${ms / MINUTE} minutes`);
    serviceClock.jump(ms);
    return;
  }
  const desk = someDesk(sim);
  trace.note(`${desk.name}'s clock jumps by ${ms / MINUTE} minutes`);
  desk.clock.jump(ms);
}

/** A copy of the service's database, as its machine makes one now and then. */
export function backUp(sim: Sim): void {
  sim.trace.note('a backup is made');
  void sim.service.backUp().then((backup) => sim.backups.push(backup));
}

/** An old backup in the place of the database; whoever puts it back begins a new epoch, as the manual says. */
function putBack(sim: Sim): void {
  const { chance, service, backups, desks } = sim;
  // A desk that joined or took another id since then would have to join again.
  const ids = desks.map((desk) => desk.id());
  const fit = backups.filter((backup) => ids.every((id) => id !== null && backup.desks.has(id)));
  if (fit.length === 0) return backUp(sim);
  const backup = chance.oneOf(fit);
  service.restore(backup);
  // What readers sent to the service itself lay nowhere else.
  sim.ledger.lose('readers', backup.atMs);
  later(sim, [1, 20], () => void service.start());
}

function poison(sim: Sim): void {
  someDesk(sim).poison();
}

/** A profile that was copied some time ago takes the place of the present one. */
function profileBack(sim: Sim): void {
  const desk = someDesk(sim);
  if (desk.hasCopy()) desk.putBack(sim.chance.between(200, 20_000));
  else desk.copy();
}

const TROUBLES: [weight: number, trouble: Trouble][] = [
  [20, storm],
  [14, partition],
  [16, deskDies],
  [10, serviceDies],
  [6, storeFails],
  [6, diskFails],
  [5, timePasses],
  [5, clockJumps],
  [2, backUp],
  [7, putBack],
  [4, poison],
  [3, profileBack],
];
const TOTAL = TROUBLES.reduce((sum, [weight]) => sum + weight, 0);

/** Something goes wrong. */
export function someTrouble(sim: Sim): void {
  let roll = sim.chance() * TOTAL;
  const found = TROUBLES.find(([weight]) => (roll -= weight) < 0);
  found?.[1](sim);
}

/** All is well from here on: the weather calm, every program running, nothing planned any more. */
export function heal(sim: Sim): void {
  const { links, service, desks, trace } = sim;
  trace.note('all is well from here on');
  sim.healed = true;
  sim.weather = CALM;
  for (const name of links.keys()) links.set(name, 'up');
  service.trouble.now = 'none';
  void service.start();
  for (const desk of desks) desk.heal();
}
