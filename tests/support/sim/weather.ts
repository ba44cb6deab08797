// How bad the network is: likelihoods of what can happen to one message.

/** Likelihoods from 0 to 1, each asked anew for every message. */
export interface Weather {
  /** The request never arrives. */
  lost: number;
  /** The service did it, the answer never arrives. */
  answerLost: number;
  /** The request arrives a second time, seconds or minutes later. */
  doubled: number;
  /** It takes seconds, so that others overtake it. */
  slow: number;
  /** The connection breaks while something is on it. */
  cut: number;
}

/** Nothing happens but short delays. */
export const CALM: Weather = { lost: 0, answerLost: 0, doubled: 0, slow: 0, cut: 0 };

/** A link: `refused` answers at once that nobody is there, `silent` swallows everything. */
export type LinkState = 'up' | 'refused' | 'silent';

/** A whole is likelier to be calm in most ways and bad in one or two, than a little bad in all. */
export function weatherOf(chance: { (): number; hits(likelihood: number): boolean }): Weather {
  const some = (most: number) => (chance.hits(0.45) ? chance() * most : 0);
  return {
    lost: some(0.3),
    answerLost: some(0.4),
    doubled: some(0.4),
    slow: some(0.3),
    cut: some(0.3),
  };
}
