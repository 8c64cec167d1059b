import { Worker } from 'node:worker_threads';
import type { PdfErrorCode, PreparedSignature, SignatureRequest } from '@mibun/documents';
import { fairQueue } from './fair-queue.ts';
import type { PdfAnswer, PdfReading, PdfTask } from './tasks.ts';

/** Why a document was not read: its own fault, or too much work (`time-limit`), or too many of this client (`busy`). */
export class PdfRefusal extends Error {
  override readonly name = 'PdfRefusal';
  readonly code: PdfErrorCode | 'time-limit' | 'busy';
  constructor(code: PdfRefusal['code'], detail: string) {
    super(`${code}: ${detail}`);
    this.code = code;
  }
}

/**
 * Reads and prepares PDFs in a thread of its own, one at a time. A document made to keep a reader busy costs its
 * sender an answer: past the limit the thread is ended and a new one takes the next. Clients take turns, and a client
 * who has too many waiting is the one who is told so. `client` is what the sender cannot write: the address that
 * the connection comes from, or the person who is logged in.
 */
export interface PdfDesk {
  /** Rejects with {@link PdfRefusal}. */
  read(pdf: Uint8Array, client: string): Promise<PdfReading>;
  /** As `read`, of what is about to be signed. Rejects with {@link PdfRefusal}. */
  admit(pdf: Uint8Array, client: string): Promise<PdfReading>;
  /** Rejects with {@link PdfRefusal}. */
  prepare(pdf: Uint8Array, request: SignatureRequest, client: string): Promise<PreparedSignature>;
}

interface Job {
  readonly task: PdfTask;
  readonly resolve: (output: unknown) => void;
  readonly reject: (reason: Error) => void;
}

export interface PdfDeskOptions {
  readonly script?: URL;
  readonly limitMs?: number;
  readonly mostWaiting?: number;
  readonly mostOfOneClient?: number;
}

const HEAP_MB = 512;

export function openPdfDesk(options: PdfDeskOptions = {}): PdfDesk {
  const { script = new URL('./worker.ts', import.meta.url), limitMs = 20_000 } = options;
  const { mostWaiting = 16, mostOfOneClient = 4 } = options;
  const waiting = fairQueue<Job>({ mostWaiting, mostOfOneClient });
  let worker: Worker | undefined;
  let busy = false;
  /** Threads that have begun: how long that takes says something about the machine and nothing about a document. */
  const begun = new WeakSet<Worker>();

  function hire(): Worker {
    const hired = new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
    hired.once('online', () => begun.add(hired));
    hired.on('exit', () => {
      if (worker === hired) worker = undefined;
    });
    // What goes wrong during a job is that job's; between jobs the exit above is enough.
    hired.on('error', () => {});
    return hired;
  }

  function next(): void {
    const job = busy ? undefined : waiting.next();
    if (!job) return;
    busy = true;
    worker ??= hire();
    const hand = worker;
    hand.ref();
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      hand.off('message', onMessage).off('error', onError).off('exit', onExit).off('online', limit);
      // An idle thread must not keep the process alive.
      hand.unref();
      busy = false;
      settle();
      next();
    };
    const abandon = (reason: Error) =>
      finish(() => {
        if (worker === hand) worker = undefined;
        hand.terminate().catch(() => {});
        job.reject(reason);
      });
    const onMessage = (answer: PdfAnswer) =>
      finish(() => {
        if (answer.ok) job.resolve(answer.output);
        else if (answer.code === 'crashed') job.reject(new Error(`the PDF reader failed: ${answer.detail}`));
        else job.reject(new PdfRefusal(answer.code, answer.detail));
      });
    const onError = (error: Error & { readonly code?: string }) =>
      abandon(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new PdfRefusal('limit-exceeded', 'memory') : error);
    const onExit = () => abandon(new Error('the PDF reader ended'));
    let timer: NodeJS.Timeout | undefined;
    const limit = () => {
      timer = setTimeout(() => abandon(new PdfRefusal('time-limit', `${limitMs} ms`)), limitMs);
    };
    if (begun.has(hand)) limit();
    else hand.once('online', limit);
    hand.on('message', onMessage).on('error', onError).on('exit', onExit);
    hand.postMessage(job.task);
  }

  function submit<T>(client: string, task: PdfTask): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const job: Job = { task, resolve: (output) => resolve(output as T), reject };
      const { accepted, displaced } = waiting.add(client, job);
      const refused = accepted ? displaced : job;
      refused?.reject(new PdfRefusal('busy', 'too many documents of one client'));
      next();
    });
  }

  return {
    read: (pdf, client) => submit(client, { task: 'read', input: { pdf } }),
    admit: (pdf, client) => submit(client, { task: 'admit', input: { pdf } }),
    prepare: (pdf, request, client) => submit(client, { task: 'prepare', input: { pdf, request } }),
  };
}

/**
 * The desks of this process. What anybody may send and what residents sign share no thread and no queue: a public page
 * that is flooded must not keep anybody from signing.
 */
export const publicDesk: PdfDesk = openPdfDesk();
export const signingDesk: PdfDesk = openPdfDesk();
