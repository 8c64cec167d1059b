import { Worker } from 'node:worker_threads';
import type { PdfErrorCode, PreparedSignature, SignatureRequest } from '@mibun/documents';
import type { PdfAnswer, PdfReading, PdfTask } from './tasks.ts';

/** Why a document was not read: its own fault, or too much work (`time-limit`), or too many at once (`busy`). */
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
 * sender an answer and nobody else anything: past the limit the thread is ended and a new one takes the next.
 */
export interface PdfDesk {
  /** Rejects with {@link PdfRefusal}. */
  read(pdf: Uint8Array): Promise<PdfReading>;
  /** Rejects with {@link PdfRefusal}. */
  prepare(pdf: Uint8Array, request: SignatureRequest): Promise<PreparedSignature>;
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
}

const HEAP_MB = 512;

export function openPdfDesk(options: PdfDeskOptions = {}): PdfDesk {
  const { script = new URL('./worker.ts', import.meta.url), limitMs = 20_000, mostWaiting = 16 } = options;
  const waiting: Job[] = [];
  let worker: Worker | undefined;
  let busy = false;

  function hire(): Worker {
    const hired = new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
    hired.on('exit', () => {
      if (worker === hired) worker = undefined;
    });
    // What goes wrong during a job is that job's; between jobs the exit above is enough.
    hired.on('error', () => {});
    return hired;
  }

  function next(): void {
    const job = busy ? undefined : waiting.shift();
    if (!job) return;
    busy = true;
    worker ??= hire();
    const hand = worker;
    hand.ref();
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      hand.off('message', onMessage).off('error', onError).off('exit', onExit);
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
    const timer = setTimeout(() => abandon(new PdfRefusal('time-limit', `${limitMs} ms`)), limitMs);
    hand.on('message', onMessage).on('error', onError).on('exit', onExit);
    hand.postMessage(job.task);
  }

  function submit<T>(task: PdfTask): Promise<T> {
    if (waiting.length >= mostWaiting) return Promise.reject(new PdfRefusal('busy', 'too many documents'));
    return new Promise<T>((resolve, reject) => {
      waiting.push({ task, resolve: (output) => resolve(output as T), reject });
      next();
    });
  }

  return {
    read: (pdf) => submit({ task: 'read', input: { pdf } }),
    prepare: (pdf, request) => submit({ task: 'prepare', input: { pdf, request } }),
  };
}

/** The desk of this process: signing and verification share the one thread. */
export const pdfDesk: PdfDesk = openPdfDesk();
