// The two names by which a page and Electron's main process find each other; the preload uses nothing else of ours.

/** Sent by the page: wants a pair of ports. */
export const BRIDGE_CONNECT = 'shutai:connect';

/** The answer, with two ports: the desk's and the shell's, in this order. */
export const BRIDGE_PORTS = 'shutai:ports';
