import { randomBytes } from 'node:crypto';

/** Things kept for a browser under an unguessable key, for a while. */
export class ShortMemory<T> {
  readonly #lifeMs: number;
  readonly #entries = new Map<string, { readonly value: T; readonly until: number }>();

  constructor(lifeMs: number) {
    this.#lifeMs = lifeMs;
  }

  put(value: T): string {
    const now = Date.now();
    for (const [key, { until }] of this.#entries) if (until < now) this.#entries.delete(key);
    const key = randomBytes(32).toString('base64url');
    this.#entries.set(key, { value, until: now + this.#lifeMs });
    return key;
  }

  get(key: string | undefined): T | undefined {
    const entry = key === undefined ? undefined : this.#entries.get(key);
    return entry && entry.until >= Date.now() ? entry.value : undefined;
  }

  /** Reads and forgets: what may be used once. */
  take(key: string | undefined): T | undefined {
    const value = this.get(key);
    if (key !== undefined) this.#entries.delete(key);
    return value;
  }
}
