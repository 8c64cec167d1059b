/** A finished OCSP answer, ready to be written. */
export interface FinishedAnswer {
  /** The octets of the answer, each as one character: Node sends text together with the head, in one write. */
  readonly text: string;
  /** Which certificate it is about. */
  readonly certificate: string;
  /** It is given out again from here … */
  readonly from: number;
  /** … until before here. Both in milliseconds; a clock that was set back gives nothing out that it has not reached. */
  readonly until: number;
  /** Header fields of the answer to a GET: name, value, name, value … */
  readonly cacheable: readonly string[];
  readonly etag: string;
}

/** The same question in many spellings of its address or octets is not worth more than this. */
const MOST_NAMES = 8;

/**
 * Finished answers: answer bytes, not questions (pki.md §6). Each is found by its question (the CertID as the asker
 * wrote it, which the answer repeats), and by the exact requests that were answered with it, so that the next of them
 * need not even be parsed. Not more than `limit` answers; the oldest go first.
 */
export class AnswerCache {
  readonly #limit: number;
  readonly #byName = new Map<string, FinishedAnswer>();
  readonly #names = new Map<FinishedAnswer, string[]>();
  readonly #byCertificate = new Map<string, Set<FinishedAnswer>>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#names.size;
  }

  get(name: string): FinishedAnswer | undefined {
    return this.#byName.get(name);
  }

  /** Stores an answer under its question; one to the same question before it goes, with all its names. */
  put(question: string, answer: FinishedAnswer): void {
    const former = this.#byName.get(question);
    if (former) this.#remove(former);
    this.#byName.set(question, answer);
    this.#names.set(answer, [question]);
    const about = this.#byCertificate.get(answer.certificate) ?? new Set();
    this.#byCertificate.set(answer.certificate, about.add(answer));
    for (const oldest of this.#names.keys()) {
      if (this.#names.size <= this.#limit) return;
      this.#remove(oldest);
    }
  }

  /** Another name for an answer that is still kept. */
  name(request: string, answer: FinishedAnswer): void {
    const names = this.#names.get(answer);
    if (!names || names.length > MOST_NAMES || this.#byName.has(request)) return;
    names.push(request);
    this.#byName.set(request, answer);
  }

  /** Drops every answer about a certificate. */
  drop(certificate: string): void {
    for (const answer of this.#byCertificate.get(certificate) ?? []) this.#remove(answer);
  }

  clear(): void {
    this.#byName.clear();
    this.#names.clear();
    this.#byCertificate.clear();
  }

  #remove(answer: FinishedAnswer): void {
    for (const name of this.#names.get(answer) ?? []) this.#byName.delete(name);
    this.#names.delete(answer);
    const about = this.#byCertificate.get(answer.certificate);
    about?.delete(answer);
    if (about?.size === 0) this.#byCertificate.delete(answer.certificate);
  }
}
