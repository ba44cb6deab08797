// What passes between Electron's main and the desk's utility process (`process.ts`), beside the pages' ports.

/** The service that a desk shall join, and by which code; a desk that has joined it already does nothing. */
export interface JoinStart {
  address: string;
  code: string;
  /** What the service shall call this desk. */
  name: string;
}

/** Which profile to open, and what to make in it when it is new. */
export interface DeskStart {
  /** Absolute path of the profile's folder. */
  profile: string;
  /** The library of a new profile; undefined for the default, the demonstration. */
  library: 'demo' | 'empty' | undefined;
  /** Size and seed of a new demonstration library; undefined for the usual ones. */
  scale: number | undefined;
  seed: number | undefined;
  join?: JoinStart | undefined;
}

/**
 * From main: `open` comes first and once; each `page` brings one port of `MessageChannelMain`, each `upload` one over which
 * a file comes (`file-port.ts`), each `download` one over which a file goes (`file-out-port.ts`).
 */
export type ToDeskProcess =
  | { t: 'open'; start: DeskStart }
  | { t: 'page' }
  | { t: 'upload'; ticket: string }
  | { t: 'download'; ticket: string };

/** To main: progress of making a library, ready, or a sentence for the person why it cannot open. */
export type FromDeskProcess =
  | { t: 'progress'; text: string }
  /** The first administrator's one-time code, to be shown to whoever sits here. */
  | { t: 'code'; code: string }
  | { t: 'ready' }
  | { t: 'failed'; sentence: string };
