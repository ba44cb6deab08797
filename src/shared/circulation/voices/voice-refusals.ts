// Codes with which suggestions, reviews and tickets are refused, and the facts of each one's sentence.

/** Codes and the names of their facts, a part of the engine's refusals. */
export const VOICE_REFUSAL_FACTS = {
  /** The library has it; `titleId` opens it. */
  already_held: ['title', 'titleId', 'copies'],
  suggested_before: ['title'],
  /** It is in another state than this step begins in. */
  suggestion_moved: ['title'],
  own_voice: [],
  /** The reader has written it anew since, or removed it. */
  review_changed: [],
  too_many_today: ['limit'],
  ticket_moved: [],
  ticket_taken: ['by'],
  ticket_became: [],
  ticket_reopen_late: ['days'],
  ticket_no_more: ['times'],
  /** It holds as many words as one ticket can. */
  ticket_long: ['limit'],
} as const;

/** A refusal code of theirs. */
export type VoiceRefusal = keyof typeof VOICE_REFUSAL_FACTS;

/** Codes that come with what was accepted. */
export const VOICE_REMARKS = {
  /** Somebody had suggested it. */
  suggestion_joined: ['title', 'others'],
  /** Holds that an arrival placed. */
  suggestion_holds: ['holds'],
} as const;
