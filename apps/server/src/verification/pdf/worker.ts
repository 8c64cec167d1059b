import { parentPort } from 'node:worker_threads';
import { inspectPdfSignatures, PdfError, prepareSignature } from '@mibun/documents';
import { visiblePages } from './pages.ts';
import type { PdfAnswer, PdfReading, PdfTask } from './tasks.ts';

// The other side of desk.ts: reads documents of strangers where a hang or a flood of memory harms nobody else.

function read(pdf: Uint8Array): PdfReading {
  const pages = visiblePages(pdf);
  const lastPage = pages.at(-1);
  if (lastPage === undefined) throw new PdfError('damaged', 'no pages');
  return { pages: pages.length, lastPage, inspection: inspectPdfSignatures(pdf) };
}

function answer({ task, input }: PdfTask): PdfAnswer {
  try {
    const output = task === 'read' ? read(input.pdf) : prepareSignature(input.pdf, input.request);
    return { ok: true, output };
  } catch (error) {
    if (error instanceof PdfError) return { ok: false, code: error.code, detail: error.message };
    return { ok: false, code: 'crashed', detail: error instanceof Error ? (error.stack ?? '') : '' };
  }
}

parentPort?.on('message', (task: PdfTask) => parentPort?.postMessage(answer(task)));
