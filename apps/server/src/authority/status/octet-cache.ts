/** Things with octets by name, up to so many octets in all; what was not asked for longest goes first. */
export class OctetCache<T extends { readonly octets: Uint8Array }> {
  readonly #limit: number;
  readonly #kept = new Map<string, T>();
  #octets = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get octets(): number {
    return this.#octets;
  }

  get(key: string): T | undefined {
    const found = this.#kept.get(key);
    if (found) {
      this.#kept.delete(key);
      this.#kept.set(key, found);
    }
    return found;
  }

  put(key: string, value: T): void {
    this.drop(key);
    this.#kept.set(key, value);
    this.#octets += value.octets.length;
    for (const oldest of this.#kept.keys()) {
      if (this.#octets <= this.#limit) return;
      this.drop(oldest);
    }
  }

  drop(key: string): void {
    this.#octets -= this.#kept.get(key)?.octets.length ?? 0;
    this.#kept.delete(key);
  }
}
