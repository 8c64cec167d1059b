/** How long a server may take for one answer: a silent one is no reason to wait for ever. */
export const PATIENCE_MS = 120_000;
