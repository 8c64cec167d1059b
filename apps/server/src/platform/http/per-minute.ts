const MINUTE_MS = 60_000;
/** As many as the framework remembers for each route (server.ts). */
const MOST_CLIENTS = 50_000;

/** Counts by client what is not a whole route: most of what a route answers may cost nothing. */
export class PerMinute {
  readonly #most: number;
  readonly #counts = new Map<string, { since: number; count: number }>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Whether this client may once more; then it is counted. `now` in milliseconds. */
  take(client: string, now: number): boolean {
    const known = this.#counts.get(client);
    if (known && Math.abs(now - known.since) < MINUTE_MS) {
      if (known.count >= this.#most) return false;
      known.count += 1;
      return true;
    }
    this.#counts.delete(client);
    for (const oldest of this.#counts.keys()) {
      if (this.#counts.size < MOST_CLIENTS) break;
      this.#counts.delete(oldest);
    }
    this.#counts.set(client, { since: now, count: 1 });
    return true;
  }
}
