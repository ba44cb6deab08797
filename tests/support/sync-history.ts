// One random history of a desk and its service: people here and elsewhere, pages, results, stops, and what must hold.

import { deepEqual, equal, notDeepEqual, ok } from 'node:assert/strict';
import { cardHasher } from '../../src/node/env.ts';
import { addMinutes } from '../../src/shared/lib/time.ts';
import type { Hold, Loan } from '../../src/shared/library/entities.ts';
import type { Request } from '../../src/shared/queues/request.ts';
import type { Kind } from '../../src/shared/queues/world/world.ts';
import { holdsText } from '../../src/shared/sync/holds-text.ts';
import { imageOf } from '../../src/shared/sync/image.ts';
import { takeApart } from '../../src/shared/sync/private-text.ts';
import { GENESIS, isAccepted } from '../../src/shared/sync/protocol.ts';
import type { CommandResult } from '../../src/shared/sync/protocol.ts';
import { SECTIONS } from '../../src/shared/sync/snapshot-lines.ts';
import { testClock } from './desk-core.ts';
import { CARD_KEY, modelBase } from './model-base.ts';
import { EPOCH, modelService, streamed } from './model-service.ts';
import type { ModelService } from './model-service.ts';
import { openReplicaDesk } from './replica-desk.ts';
import type { ReplicaDesk } from './replica-desk.ts';
import { deskFacts } from './sim/checks/desk-facts.ts';
import { screenProblems } from './sim/checks/screen-check.ts';
import { commandIdAt, randomDraft } from './sim/people.ts';
import { chanceOf } from './sim/random.ts';
import type { Chance } from './sim/random.ts';

const CAMPUS = 'north';
const KINDS: readonly Kind[] = SECTIONS.main.filter((section) => section !== 'text');

/** One history: a service, one desk that is looked at, and what is on its way between them. */
export class History {
  readonly service: ModelService = modelService(modelBase());
  readonly clock: ReplicaDesk['clock'];
  readonly chance: Chance;
  readonly folder: string;
  desk: ReplicaDesk;
  /** Results that the service has given and the desk has not got. */
  answered: CommandResult[] = [];
  serial = 0;

  private constructor(seed: number, folder: string, desk: ReplicaDesk) {
    this.chance = chanceOf(String(seed));
    this.folder = folder;
    this.desk = desk;
    this.clock = desk.clock;
  }

  /** Some work alone, then the desk joins. */
  static async begin(seed: number, folder: string): Promise<History> {
    const clock = testClock('2018-06-06T00:30:00.000Z');
    const history = new History(seed, folder, await openReplicaDesk({ folder, clock }));
    for (let early = 0; early < seed % 4; early += 1) await history.here();
    history.desk.join(CAMPUS);
    await history.desk.sync.joinOnBase({ epoch: EPOCH, cursor: { seq: 0, hash: GENESIS } });
    return history;
  }

  #looked(requests: readonly Request[], loans: readonly Loan[], holds: readonly Hold[]) {
    return {
      requests,
      loans: loans.filter(({ closedOn }) => closedOn === null),
      holds: holds.filter(({ status }) => status !== 'closed'),
      barcodeOf: (copyId: string) => copyId.toUpperCase(),
    };
  }

  /** Somebody at another desk, or a reader. */
  async elsewhere(): Promise<void> {
    this.serial += 1;
    const { world } = this.service;
    const looked = this.#looked(world.all('request'), world.all('loan'), world.all('hold'));
    const now = this.clock.now();
    const { codePrefix, ...draft } = randomDraft(this.chance, looked, {
      now,
      serial: this.serial,
      prefix: 'S9',
    });
    const code = codePrefix === undefined ? {} : { code: `S9-${this.serial}` };
    await this.service.take({
      ...draft,
      input: { ...draft.input, ...code },
      desk: 'another',
      cseq: this.serial,
      v: 1,
      at: now,
    });
  }

  async here(): Promise<void> {
    this.serial += 1;
    const { desk } = this;
    const looked = this.#looked(desk.rows('request'), desk.rows('loan'), desk.rows('hold'));
    await this.desk.executor.run(
      randomDraft(this.chance, looked, {
        now: this.desk.store.clock.now(),
        serial: this.serial,
        prefix: 'N1',
      }),
    );
  }

  /** The library changes what it sets, here or elsewhere. */
  async settings(): Promise<void> {
    this.serial += 1;
    const id = this.chance.oneOf([
      'reallocation.quota',
      'purchase.confirm_above',
      'undo.actor_minutes',
    ]);
    const rows = this.chance.hits(0.5)
      ? this.desk.rows('policy')
      : this.service.world.all('policy');
    const row = {
      id,
      ver: rows.find((each) => each.id === id)?.ver ?? 0,
      value: this.chance.between(1, 9),
    };
    const now = this.desk.store.clock.now();
    const draft = {
      id: commandIdAt(this.chance, now),
      actor: 'boss',
      point: 'n-desk',
      type: 'policy.save',
      entity: id,
      expectHead: null,
      input: { row },
    };
    if (this.chance.hits(0.5)) await this.desk.executor.run(draft);
    else await this.service.take({ ...draft, desk: 'another', cseq: this.serial, v: 1, at: now });
  }

  /** Another machine counts under this desk's id. */
  async fork(): Promise<void> {
    await this.desk.sync.takeNewId(`desk-${this.serial}`);
    const open = this.desk.sync.firstOpen();
    const counters =
      open === null ? [] : this.desk.sync.commandsFrom(open, 100).map((each) => each.cseq);
    deepEqual(
      counters,
      counters.map((_, index) => index + 1),
    );
  }

  /** A byte flips where SQLite does not notice; the comparison with the service does. */
  async damage(): Promise<void> {
    await this.pull(1000);
    const db = this.desk.store.replica().statements;
    db.run(`UPDATE copy SET barcode = 'X' WHERE id = 'c2' AND id NOT IN (SELECT id FROM settled)`);
    db.run(`INSERT INTO title SELECT 900, 'ghost', ver, isbn, title, author, publisher, year, price,
      "classCode", "callNumber", "loans12", "holdsWaiting", "onOrder" FROM title WHERE id = 't1'`);
    db.run(`DELETE FROM copy WHERE id = 'c5' AND id NOT IN (SELECT id FROM settled)`);
    for (const kind of ['copy', 'title'] as const) {
      const before = await this.desk.sync.buckets(kind);
      const answer = this.service.everything(kind);
      await this.desk.sync.repair(kind, answer);
      const after = await this.desk.sync.buckets(kind);
      // Both copies may lie under pending commands, and then nothing of them was damaged.
      if (kind === 'title') notDeepEqual(after, before);
      equal(await this.desk.sync.repair(kind, answer), 0);
      deepEqual(after, this.service.buckets(kind));
    }
  }

  /** Some commands reach the service; the answer waits. */
  async push(): Promise<void> {
    const open = this.desk.sync.firstOpen();
    if (open === null) return;
    for (const command of this.desk.sync.commandsFrom(open, this.chance.between(1, 5))) {
      // A clock that is behind is put right by the service.
      const at = this.chance.hits(0.3) ? addMinutes(command.at, 7) : command.at;
      this.answered.push(await this.service.take({ ...command, at }));
    }
  }

  async answer(): Promise<void> {
    await this.desk.sync.takeResults(this.answered.splice(0));
  }

  async pull(limit = this.chance.between(1, 12)): Promise<void> {
    const readTo = this.desk.sync.readTo();
    if (!readTo) throw new Error('no rows');
    const page = this.service.pull(readTo.cursor, CAMPUS, limit);
    ok(await this.desk.sync.applyPage(page));
  }

  /** The desk stops, now and then between the two files, and starts again. */
  async crash(): Promise<void> {
    const results = this.chance.hits(0.5) ? this.answered.splice(0) : [];
    this.desk.store.outbox.addResults(results);
    this.desk.close();
    this.desk = await openReplicaDesk({ folder: this.folder, clock: this.clock });
  }

  async resync(): Promise<void> {
    await this.desk.sync.loadSnapshot(streamed(this.service.main(CAMPUS)), () => undefined);
    while (await this.desk.sync.indexSome());
    if (this.chance.hits(0.5)) await this.history();
  }

  async history(): Promise<void> {
    const { after } = this.desk.sync.historyAfter();
    await this.desk.sync.loadHistory(streamed(this.service.history(after)));
  }

  async checkScreen(): Promise<void> {
    const { deriveId, sha256 } = this.desk.env;
    const facts = deskFacts('desk', this.desk.store);
    deepEqual(await screenProblems(facts, cardHasher(CARD_KEY), { deriveId, sha256 }), []);
  }

  /** Every open row is found by its code, and nothing else is. */
  checkSearch(): void {
    const { statements } = this.desk.store.replica();
    const lost = statements.all(
      'SELECT n FROM request WHERE n NOT IN (SELECT rowid FROM request_search)',
    );
    const extra = statements.all(
      'SELECT rowid FROM request_search WHERE rowid NOT IN (SELECT n FROM request)',
    );
    deepEqual([lost, extra], [[], []]);
  }

  async quiet(): Promise<void> {
    while (this.desk.sync.firstOpen() !== null) {
      await this.push();
      await this.answer();
    }
    for (;;) {
      await this.pull(100);
      if (this.desk.sync.readTo()?.cursor.seq === this.service.head().seq) break;
    }
    if (!this.desk.sync.historyAfter().done) await this.history();
  }

  checkEqual(): void {
    for (const kind of KINDS) {
      const theirs = this.service.world.all(kind).map((row) => imageOf(kind, row));
      const ours = this.desk.rows(kind).map((row) => imageOf(kind, row));
      deepEqual(ours.toSorted(), theirs.toSorted(), kind);
    }
    for (const table of ['settled', 'pending', 'touched', 'reached']) {
      equal(this.desk.count(table), 0, table);
    }
    this.#checkOutcomes();
  }

  #checkOutcomes(): void {
    const all = this.desk.store.outbox.page('all', 0, 0, 1000);
    ok(all.every(({ result }) => result !== null));
    const refused = all.filter(({ result }) => result && !isAccepted(result.code)).length;
    deepEqual(this.desk.sync.standing(), { waiting: 0, received: 0, doubtful: 0, refused });
  }

  /** Private text lies here where the campus may hold it, and nowhere else. */
  checkPrivate(): void {
    const requests = new Map(this.service.world.all('request').map((each) => [each.id, each]));
    const held = (id: string | null) => {
      const request = id === null ? undefined : requests.get(id);
      return request !== undefined && holdsText(CAMPUS, request);
    };
    for (const kind of ['request', 'event', 'notice', 'exception_case'] as const) {
      for (const row of this.desk.rows(kind)) {
        const owner = 'requestId' in row ? row.requestId : row.id;
        ok(held(owner) || takeApart(kind, row).text === null, `${kind} ${row.id}`);
      }
    }
    const readers = new Set(
      [...requests.values()].flatMap((each) => (held(each.id) ? each.readerId : [])),
    );
    for (const row of this.desk.rows('private')) ok(readers.has(row.id), row.id);
  }
}
