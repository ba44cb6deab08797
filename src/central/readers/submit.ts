// A reader asks for something: one request, or the lines of one application.

import type { QueueName } from '../../shared/queues/request.ts';
import type { SubmitBody } from '../../shared/sync/reader-calls.ts';
import type { SubmitAnswer } from '../../shared/sync/reader-views.ts';
import { failure, hasFailed } from '../failure.ts';
import type { Failure } from '../failure.ts';
import { CODE_PREFIXES } from '../lane/lane-port.ts';
import type { LaneResult } from '../lane/lane-port.ts';
import { commandId, madeBy, runAs, saying } from './commands.ts';
import { linesOf } from './lines.ts';
import type { ReaderContext } from './reader-context.ts';
import { refusal, refusedOf, told } from './refused.ts';

type Input = Record<string, unknown>;

/** What was filled in; what was left out is no input. */
function filled(values: Input): Input {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** The inputs of each request that a body asks for. */
function inputsOf(body: SubmitBody, bundleId: string | null): Input[] {
  if (body.queue === 'purchase') return body.lines.map((line) => filled({ ...line, bundleId }));
  const { queue: _, requestId: __, ...input } = body;
  return [filled(input)];
}

async function bookFailure({ rows }: ReaderContext, input: Input): Promise<Failure | null> {
  const { titleId, copyId } = input;
  if (titleId === undefined && copyId === undefined) {
    return refusal(400, 'missing_input', { field: 'titleId' });
  }
  if (typeof copyId !== 'string') return null;
  const copy = await rows.one('copy', copyId);
  const fits = copy && (titleId === undefined || copy.titleId === titleId);
  return fits ? null : refusal(404, 'not_found', { kind: 'copy' });
}

async function submitOne(
  context: ReaderContext,
  readerId: string,
  queue: QueueName,
  id: string,
  input: Input,
): Promise<LaneResult | Failure> {
  return runAs(context, readerId, {
    id,
    type: `${queue}.submit`,
    entity: madeBy(id),
    input,
    codePrefix: CODE_PREFIXES.reader,
  });
}

async function answerOf(
  context: ReaderContext,
  results: readonly LaneResult[],
  bundleId: string | null,
): Promise<SubmitAnswer> {
  const made = results.flatMap(({ requestId }) => requestId ?? []);
  const requests = await context.rows.get('request', made);
  const answers: SubmitAnswer['results'] = [];
  for (const result of results) {
    const request = result.requestId === null ? undefined : requests.get(result.requestId);
    const [line] = request ? await linesOf(context, [request]) : [];
    answers.push(
      line
        ? { ok: true, request: line }
        : { ok: false, ...told(result.refusal ?? result.code, result.facts) },
    );
  }
  return { bundleId, results: answers };
}

/** Submits; a failure where nothing of it was accepted. */
export async function submit(
  context: ReaderContext,
  readerId: string,
  body: SubmitBody,
): Promise<SubmitAnswer | Failure> {
  const { requestId, ...asked } = body;
  const call = saying('submit', asked);
  const idOf = (line: number) => commandId(readerId, call, requestId, line);
  const bundleId = body.queue === 'purchase' ? madeBy(idOf(0)) : null;
  const results: LaneResult[] = [];
  for (const [index, input] of inputsOf(body, bundleId).entries()) {
    const wrong = body.queue === 'purchase' ? null : await bookFailure(context, input);
    if (wrong) return wrong;
    const result = await submitOne(context, readerId, body.queue, idOf(index + 1), input);
    if (hasFailed(result)) return result;
    results.push(result);
  }
  const refused = results.map(refusedOf);
  const [reason] = refused;
  if (refused.every((each) => each !== null)) return reason ?? failure(400, 'bad_command');
  return answerOf(context, results, bundleId);
}
