// Every code with which the engine refuses a command, and the facts that each one's sentence may use.

import { VOICE_REFUSAL_FACTS, VOICE_REMARKS } from '../circulation/voices/voice-refusals.ts';

/**
 * Codes and the names of their facts. Ids (people, places, requests) are turned into names where the sentence is read.
 * A definition has codes of its own besides these; they are listed in its folder.
 */
export const ENGINE_REFUSALS = {
  ...VOICE_REFUSAL_FACTS,
  /** The request is not in a state where the action starts. */
  illegal: ['action', 'state', 'code'],
  /** No role, or the role does not reach this campus, collection, order or round. */
  forbidden: ['action', 'roles', 'reach'],
  /** Rule 9. */
  own_request: ['action', 'code'],
  /** A second approval by the first person. */
  same_person: ['action', 'by'],
  /** Done at another place than where it may be done. */
  wrong_place: ['action', 'standing', 'at', 'needs'],
  claimed_by_other: ['by', 'until', 'code'],
  not_claimed: ['code'],
  /** A follower goes no further than the first state of its queue. */
  follows: ['code', 'leader', 'leaderState'],
  /** A linked case has to end first. */
  blocked: ['code', 'child'],
  /** Changed since the person saw it. */
  stale: ['code', 'action', 'by', 'at', 'state'],
  /** A settings row was saved by somebody else since the person saw it. */
  row_changed: [],
  /** Who keeps the ledger of loans is not a person's to say. */
  set_by_service: [],
  missing_input: ['field'],
  /** `problem`: type, options, unknown, format, too_long, taken, range. */
  bad_input: ['field', 'problem'],
  note_required: ['field'],
  unknown_barcode: ['barcode'],
  withdrawn_copy: ['barcode'],
  other_title: ['barcode', 'title'],
  /** The right copy, another is in the hand, and this step takes no other. */
  other_copy: ['barcode', 'wanted'],
  /** Another copy of the same title and owner: repeat with `swap`. */
  swap_offered: ['barcode', 'wanted'],
  other_owner: ['barcode', 'wanted'],
  wrong_card: ['code'],
  unknown_card: [],
  /** As many open requests of the queue as its policy allows. */
  quota_used: ['used', 'quota'],
  reader_not_active: ['status'],
  /** A hold-shelf slot or place of another campus than the one where it has to be. */
  shelf_elsewhere: ['place', 'wanted'],
  copy_in_custody: ['barcode', 'code', 'queue'],
  /** An earlier hold or recall comes first; a supervisor may pass it with `override` and a reason. */
  earlier_hold: ['holds', 'barcode'],
  /** The copy is on loan to somebody else. */
  on_loan: ['barcode', 'due'],
  no_loan: ['barcode'],
  fund_exhausted: ['fund', 'free', 'asked'],
  fund_closed: ['fund', 'lastDay'],
  fund_missing: [],
  /** A definition's check of its own fields failed. */
  bad_fields: ['problem'],
  /** Resolve: from a pending state only back or cancelled. */
  approval_skipped: ['choice'],
  scan_required: ['choice'],
  /** Resolve to cancelled: a scan that it was put back, or what became of the copy. */
  copy_unaccounted: ['code'],
  no_case: ['code'],
  /** Passing on: neither a parent nor a hold nor an approved follower is there. */
  nobody_waits: ['code'],
  not_due: ['action', 'at'],
  undo_not_possible: ['action'],
  undo_too_late: ['action', 'until'],
  undo_depends: ['action', 'on'],
  not_found: ['kind'],
  /** Somebody has closed the crate before. */
  crate_closed: ['crate'],
  /** `problem` is for whoever looks for the bug; no sentence shows it. */
  bad_command: ['problem'],
  unsupported_version: ['v'],
  own_admin: [],
  /** Nobody may do it alone, or whoever signed besides is the same person or may not. */
  second_person_needed: [],
  /** Somebody with something to come, or to bring back, is not erased. */
  reader_busy: ['requests', 'loans', 'holds'],
  budget_too_small: ['committed'],
  /** A record of an import has a barcode that no copy here could have. */
  bad_barcode: ['barcode'],
  /** `records` are those that came with it and stay out too. */
  barcode_of_other_title: ['barcode', 'title', 'records'],
} as const;

/** A refusal code of the engine. */
export type EngineRefusal = keyof typeof ENGINE_REFUSALS;

/** Codes that come with an accepted command and are worth a sentence, with their facts. */
export const ENGINE_REMARKS = {
  ...VOICE_REMARKS,
  /** Waits behind whoever has the copy or the turn. */
  joined_as_follower: ['leader'],
  approved_in_advance: ['leader'],
  swapped: ['barcode', 'wanted'],
  typed_scan: ['barcode'],
  /** To be printed: pull, transit, reroute, hold, delivery or return. */
  slip: ['slip'],
  linked_case: ['code', 'queue'],
  return_opened: ['code'],
  passed_to: ['to', 'code'],
  /** Kept on the hold shelf of that campus for an earlier hold. */
  passed_to_hold: ['campus'],
  /** The reader has been lent what the request asked for. */
  request_completed: ['code', 'queue'],
  follower_moved: ['code', 'state'],
  follower_goes_on: ['code', 'why'],
  parent_freed: ['code', 'reason'],
  child_cancelled: ['code'],
  notice_corrected: ['notice'],
  /** Rule 11: the copy went to somebody else, another may be proposed. */
  propose_next_copy: ['code'],
  /** A step on another request that no longer applied was left out. */
  linked_refused: ['code', 'action', 'refusal'],
  /** A crate was closed with lines that had not arrived. */
  crate_closed_short: ['crate', 'missing'],
} as const;

/**
 * Events that the engine itself writes on a request, besides the queue's and the shared actions
 * (`report_problem`, `ineligible`, `lent`, `lent_elsewhere`, `resolve`, `correct`).
 */
export const ENGINE_EVENTS = [
  'claim',
  'crate_missing',
  'release',
  'take_over',
  'note',
  'undo',
  'reveal',
  /** Became a follower; facts.leader. */
  'joins',
  /** Leads on after its leader ended or let go; facts.after. */
  'leads_on',
  /** Goes on by itself, a new decision is due; facts.why. */
  'goes_on',
  /** An approval in advance took effect. */
  'take_effect',
  /** The linked case no longer blocks it; facts.child, facts.reason. */
  'freed',
  /** Blocked by a linked case; facts.child. */
  'linked',
  /** Seen by a scan; facts.place. */
  'seen',
  /** A fact that was illegal where it counted; facts.action, facts.refusal, facts.place. */
  'out_of_order',
] as const;
