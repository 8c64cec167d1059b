interface Entry<T> {
  readonly octets: Uint8Array;
  readonly value: T;
}

/**
 * Values by octets, found without a copy or a text of them. Takes `limit` of them and no more: what strangers send
 * cannot fill it further.
 */
export class OctetMap<T> {
  readonly #limit: number;
  readonly #byHash = new Map<number, readonly Entry<T>[]>();
  #size = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** What is kept for the octets from `start` to `end`. */
  get(bytes: Uint8Array, start = 0, end: number = bytes.length): T | undefined {
    const alike = this.#byHash.get(hashOf(bytes, start, end));
    if (!alike) return undefined;
    for (const { octets, value } of alike) {
      if (isAt(bytes, start, end, octets)) return value;
    }
    return undefined;
  }

  /** Keeps a value for octets that have none, if there is room; with a copy of the octets. */
  put(octets: Uint8Array, value: T): void {
    if (this.#size >= this.#limit) return;
    this.#size++;
    const hash = hashOf(octets, 0, octets.length);
    const entry = { octets: Uint8Array.from(octets), value };
    this.#byHash.set(hash, [...(this.#byHash.get(hash) ?? []), entry]);
  }
}

function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  for (let index = start; index < end; index++) hash = (Math.imul(hash, 31) + (bytes[index] ?? 0)) | 0;
  return hash;
}

function isAt(bytes: Uint8Array, start: number, end: number, octets: Uint8Array): boolean {
  if (octets.length !== end - start) return false;
  for (let index = 0; index < octets.length; index++) {
    if (octets[index] !== bytes[start + index]) return false;
  }
  return true;
}
