// The desk's files for tests of its sync: commands with results, a cursor, and nothing on disk.

import type { ReadTo, ReplicaSync } from '../../src/main/desk/sync/replica-sync-port.ts';
import { SnapshotFault } from '../../src/main/desk/sync/replica-sync-port.ts';
import type { Command } from '../../src/shared/queues/command.ts';
import type { CommandResult, LogRow, PullAnswer } from '../../src/shared/sync/protocol.ts';
import { isAccepted, snapshotHead } from '../../src/shared/sync/protocol.ts';

/** Commands of one desk and how far it has read; `onChange` is told of every result. */
export class FakeReplica implements ReplicaSync {
  deskId: string;
  commands: Command[] = [];
  results = new Map<string, CommandResult>();
  rows: LogRow[] = [];
  at: ReadTo | null;
  snapshots = 0;
  onChange = () => undefined as void;

  constructor(deskId: string, at: ReadTo | null) {
    this.deskId = deskId;
    this.at = at;
  }

  save(id: string): void {
    this.commands.push({
      id,
      desk: this.deskId,
      point: null,
      cseq: this.lastCounter() + 1,
      actor: 'boss',
      type: 'request.note',
      v: 1,
      entity: 'request',
      expectHead: null,
      input: {},
      at: '2018-06-06T00:00:00.000Z',
    });
    this.onChange();
  }

  lastCounter(): number {
    return this.#own().at(-1)?.cseq ?? 0;
  }

  readTo() {
    return this.at;
  }

  standing() {
    const waiting = this.#own().filter(({ id }) => !this.results.has(id)).length;
    return { waiting, received: 0, doubtful: 0, refused: 0 };
  }

  async joinOnBase(readTo: ReadTo) {
    this.at = readTo;
  }

  commandsFrom(cseq: number, limit: number) {
    return this.#own()
      .filter((command) => command.cseq >= cseq)
      .slice(0, limit);
  }

  firstOpen() {
    return this.#own().find(({ id }) => !this.results.has(id))?.cseq ?? null;
  }

  async applyPage(page: PullAnswer) {
    if (page.from.hash !== this.at?.cursor.hash) return false;
    this.rows.push(...page.rows);
    this.at = { epoch: page.epoch, cursor: page.through };
    return true;
  }

  async takeResults(results: readonly CommandResult[]) {
    for (const result of results) {
      if (!this.results.has(result.id)) this.results.set(result.id, result);
    }
    this.onChange();
  }

  async forgetResultsAfter(last: number) {
    for (const { id, cseq } of this.#own()) if (cseq > last) this.results.delete(id);
    this.onChange();
  }

  async takeNewId(deskId: string) {
    this.deskId = deskId;
    const open = this.commands.filter(({ id }) => !this.results.has(id));
    for (const [index, command] of open.entries()) {
      Object.assign(command, { desk: deskId, cseq: index + 1 });
    }
  }

  async loadSnapshot(lines: AsyncIterable<string>, progress: (a: number, b: number) => void) {
    let head: unknown;
    let loaded = 0;
    for await (const line of lines) {
      if (head === undefined) head = JSON.parse(line);
      else loaded += 1;
      progress(loaded, 1);
    }
    const parsed = snapshotHead.safeParse(head).data;
    if (!parsed) throw new SnapshotFault('no head');
    this.snapshots += 1;
    this.rows = [];
    this.at = { epoch: parsed.epoch, cursor: parsed.through };
  }

  async loadHistory(lines: AsyncIterable<string>) {
    for await (const line of lines) JSON.parse(line);
    this.historyDone = true;
  }

  historyDone = false;

  historyAfter() {
    return { done: this.historyDone, after: '', loaded: 0 };
  }

  async indexSome() {
    return false;
  }

  comparable() {
    return [];
  }

  async buckets() {
    return [];
  }

  async repair() {
    return 0;
  }

  accepted(): string[] {
    return [...this.results.values()].filter(({ code }) => isAccepted(code)).map(({ id }) => id);
  }

  #own(): Command[] {
    return this.commands.filter(({ desk }) => desk === this.deskId);
  }
}
