import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPaper } from '@mibun/documents';
import type { Locator } from 'playwright-core';
import { runProgram } from '../harness/programs.ts';
import type { File } from './fields.ts';
import type { Person } from './stage.ts';

/** A contract to sign. */
export async function contract(): Promise<File> {
  const paper = createPaper({
    title: '賃貸借契約書（見本）',
    language: 'ja',
    office: '見本不動産',
    createdAt: new Date(),
  });
  paper
    .title('賃貸借契約書（見本）')
    .paragraph('この契約は、架空の国のデモのためのものです。')
    .heading('第1条')
    .paragraph('賃料は月額50,000円とする。');
  return pdfFile('賃貸借契約書.pdf', await paper.finish());
}

export function pdfFile(name: string, bytes: Uint8Array): File {
  return { name, mimeType: 'application/pdf', bytes };
}

/** The same document with one bit of its content changed. */
export function altered(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  const at = Buffer.from(copy).indexOf('stream') + 20;
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

/** Follows a link that opens a PDF in a window of its own; reads the text that stands there. */
export async function readLetter(person: Person, link: Locator): Promise<string> {
  const [opened] = await Promise.all([person.page.waitForEvent('popup'), link.click()]);
  await opened.waitForURL(/\/pdf$/);
  const response = await person.context.request.get(opened.url());
  assert.equal(response.headers()['content-type'], 'application/pdf');
  await opened.close();
  return textOf(await response.body());
}

/** The text that people see in a PDF, without white space. */
export async function textOf(pdf: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mibun-paper-'));
  try {
    const path = join(folder, 'paper.pdf');
    await writeFile(path, pdf);
    const { status, output, everything } = await runProgram('pdftotext', [path, '-']);
    assert.equal(status, 0, everything);
    return output.replaceAll(/\s/g, '');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
