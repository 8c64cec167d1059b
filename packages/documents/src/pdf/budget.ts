import { PdfError } from '../errors.ts';

/** What a token costs beyond its octets. */
export const TOKEN_STEPS = 4;
/** Arrays, dictionaries and streams inside each other. */
export const MAX_DEPTH = 64;
/** Objects that are needed to read an object: its length, its object stream, that one's length … */
export const MAX_NEEDED = 32;
/** Pages inside page nodes. */
export const MAX_TREE_DEPTH = 64;
/** Cross-reference sections of a file: one for each time it was saved by appending. */
export const MAX_SECTIONS = 256;
/** ISO 32000-1 Annex C: an object number is at most this; it bounds what a file may claim to have. */
export const MAX_OBJECT_NUMBER = 8_388_607;

/** How much may be done for one document. */
export interface PdfLimits {
  /** Octets looked at by any parser, filter or walk, each time it happens. */
  readonly steps: number;
  /** Octets that come out of compressed structure streams, all together. */
  readonly decoded: number;
  /** Indirect objects and the arrays, dictionaries and strings in them. */
  readonly values: number;
}

/**
 * What a file of this length may cost. An honest file is looked at some three times; the factor leaves room for the
 * revisions under twenty signatures. The ends keep a large file within seconds on an ordinary machine.
 */
export function limitsFor(length: number): PdfLimits {
  return {
    steps: Math.min(200_000_000, 2_000_000 + 64 * length),
    decoded: Math.min(96_000_000, 1_000_000 + 64 * length),
    values: 3_000_000,
  };
}

/**
 * The account of one document. Whatever reads it charges here: limits of each part alone say nothing about their sum,
 * and a small file can name the same part a hundred thousand times. Counted in steps, so that the answer is the same on
 * every machine. A copy of an earlier revision is read on the same account.
 */
export class PdfBudget {
  readonly limits: PdfLimits;
  #steps = 0;
  #decoded = 0;
  #values = 0;

  constructor(limits: PdfLimits) {
    this.limits = limits;
  }

  /** For reports and tests. */
  get spent(): PdfLimits {
    return { steps: this.#steps, decoded: this.#decoded, values: this.#values };
  }

  /** How many octets a stream may still decode to. */
  get decodable(): number {
    return this.limits.decoded - this.#decoded;
  }

  charge(steps: number): void {
    this.#steps += steps;
    if (this.#steps > this.limits.steps) throw new PdfError('limit-exceeded', 'work on one document');
  }

  chargeDecoded(octets: number): void {
    this.#decoded += octets;
    if (this.#decoded > this.limits.decoded) throw new PdfError('limit-exceeded', 'decoded octets');
    this.charge(octets);
  }

  chargeValue(): void {
    if (++this.#values > this.limits.values) throw new PdfError('limit-exceeded', 'objects');
  }
}
