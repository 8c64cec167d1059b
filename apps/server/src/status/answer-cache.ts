/** A finished OCSP answer. */
export interface FinishedAnswer {
  readonly der: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  /** What the answer says, to be compared with what is true now. */
  readonly says: string;
  /** When that was last compared. */
  readonly checkedAt: Date;
}

/**
 * Finished answers by certificate: answer bytes, not questions (pki.md §6). One certificate has several, because the
 * answer repeats the CertID as the asker wrote it. Not larger than `limit` answers; the oldest go first.
 */
export class AnswerCache {
  readonly #limit: number;
  readonly #byCertificate = new Map<string, Map<string, FinishedAnswer>>();
  #size = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#size;
  }

  get(certificate: string, question: string): FinishedAnswer | undefined {
    return this.#byCertificate.get(certificate)?.get(question);
  }

  put(certificate: string, question: string, answer: FinishedAnswer): void {
    const answers = this.#byCertificate.get(certificate) ?? new Map<string, FinishedAnswer>();
    if (!answers.has(question)) this.#size++;
    answers.set(question, answer);
    // Set anew, so that the map stays in the order of use.
    this.#byCertificate.delete(certificate);
    this.#byCertificate.set(certificate, answers);
    while (this.#size > this.#limit) {
      const [oldest] = this.#byCertificate.keys();
      if (oldest === undefined) return;
      this.drop(oldest);
    }
  }

  drop(certificate: string): void {
    this.#size -= this.#byCertificate.get(certificate)?.size ?? 0;
    this.#byCertificate.delete(certificate);
  }
}
