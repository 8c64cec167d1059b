import { createReadStream } from 'node:fs';
import { CommandError } from '../../output.ts';
import { csvRecords } from './csv.ts';
import { jsonRecords } from './json.ts';
import type { FileRecord } from './records.ts';

const READERS = { csv: csvRecords, json: jsonRecords, jsonl: jsonRecords, ndjson: jsonRecords } as const;

/** The people of a file, by what its name ends in. @throws CommandError */
export async function* recordsOf(file: string): AsyncGenerator<FileRecord> {
  const ending = /\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase() ?? '';
  const reader = Object.entries(READERS).find(([name]) => name === ending)?.[1];
  if (!reader)
    throw new CommandError(
      `${file} is of no kind that is read`,
      `files are named ${Object.keys(READERS)
        .map((name) => `.${name}`)
        .join(', ')}`,
    );
  try {
    yield* reader(createReadStream(file), file);
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === undefined || syscall === undefined) throw error;
    throw new CommandError(`${file} cannot be read (${code})`, 'name a file that this user may read');
  }
}
