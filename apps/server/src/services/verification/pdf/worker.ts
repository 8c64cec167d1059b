import { parentPort } from 'node:worker_threads';
import type { PdfDocument } from '@mibun/documents';
import { demandSignable, inspectPdfSignatures, openPdf, PdfError, prepareSignature } from '@mibun/documents';
import { visiblePages } from './pages.ts';
import type { PdfAnswer, PdfReading, PdfTask } from './tasks.ts';

// The other side of desk.ts: reads documents of strangers where a hang or a flood of memory harms nobody else.

function read(document: PdfDocument): PdfReading {
  const pages = visiblePages(document);
  const lastPage = pages.at(-1);
  if (lastPage === undefined) throw new PdfError('damaged', 'no pages');
  const inspection = inspectPdfSignatures(document.bytes, document.budget);
  // A file that costs too much is refused as that, not judged by the part that could be read.
  const tooMuch = inspection.problems.find(({ code }) => code === 'limit-exceeded');
  if (tooMuch) throw new PdfError('limit-exceeded', tooMuch.detail);
  return { pages: pages.length, lastPage, inspection };
}

function admit(pdf: Uint8Array): PdfReading {
  const document = openPdf(pdf);
  const reading = read(document);
  demandSignable(document);
  return reading;
}

function perform({ task, input }: PdfTask): unknown {
  switch (task) {
    case 'read':
      return read(openPdf(input.pdf));
    case 'admit':
      return admit(input.pdf);
    case 'prepare':
      return prepareSignature(input.pdf, input.request);
  }
}

function answer(task: PdfTask): PdfAnswer {
  try {
    return { ok: true, output: perform(task) };
  } catch (error) {
    if (error instanceof PdfError) return { ok: false, code: error.code, detail: error.message };
    return { ok: false, code: 'crashed', detail: error instanceof Error ? (error.stack ?? '') : '' };
  }
}

parentPort?.on('message', (task: PdfTask) => parentPort?.postMessage(answer(task)));
