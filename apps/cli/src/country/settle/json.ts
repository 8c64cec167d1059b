import { CommandError } from '../../output.ts';
import { type Line, linesOf } from './lines.ts';
import { type FileRecord, LONGEST_RECORD } from './records.ts';

/**
 * People as JSON, read as they come: one list of objects, or one object a line (JSON Lines). Values are texts.
 * @throws CommandError where a list cannot be gone on with
 */
export async function* jsonRecords(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<FileRecord> {
  let list: ListReader | undefined;
  let begun = false;
  for await (const line of linesOf(chunks, name)) {
    const text = begun ? line.text : line.text.trimStart();
    if (!begun && text === '') continue;
    if (!begun && text.startsWith('[')) list = new ListReader(name);
    begun = true;
    if (list) yield* list.read(line);
    else if (line.tooLong) yield { line: line.number, problem: 'is too long' };
    else if (text.trim() !== '') yield recordOf(text, line.number);
  }
  list?.end();
}

function recordOf(text: string, line: number): FileRecord {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { line, problem: 'is no JSON object' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { line, problem: 'is no JSON object' };
  const entries = Object.entries(value).filter(([, one]) => one !== null && one !== '');
  const [odd] = entries.find(([, one]) => typeof one !== 'string') ?? [];
  if (odd !== undefined)
    return {
      line,
      problem: `has something else than a text in ${JSON.stringify(odd.slice(0, 40))}: write it between quotation marks`,
    };
  return { line, row: Object.fromEntries(entries) as Record<string, string> };
}

/** Cuts the objects out of one list, whatever lines they are written on. */
class ListReader {
  readonly #name: string;
  #state: 'before' | 'item' | 'object' | 'comma' | 'after' = 'before';
  #depth = 0;
  #inText = false;
  #escaped = false;
  #text = '';
  #began = 0;

  constructor(name: string) {
    this.#name = name;
  }

  *read({ number, text, tooLong }: Line): Generator<FileRecord> {
    if (tooLong) throw this.#broken(number, 'a line that is too long');
    for (const character of `${text}\n`) {
      if (this.#state === 'object') {
        const whole = this.#within(character, number);
        if (whole !== undefined) yield recordOf(whole, this.#began);
      } else if (!/\s/.test(character)) {
        this.#between(character, number);
      }
    }
  }

  end(): void {
    if (this.#state !== 'after') throw new CommandError(`${this.#name} ends in the middle of its list`, HINT);
  }

  /** The object, when this character ends it. */
  #within(character: string, line: number): string | undefined {
    this.#text += character;
    if (this.#text.length > LONGEST_RECORD) throw this.#broken(this.#began, 'an object that is too long');
    if (this.#escaped) this.#escaped = false;
    else if (this.#inText && character === '\\') this.#escaped = true;
    else if (character === '"') this.#inText = !this.#inText;
    else if (this.#inText && character === '\n') throw this.#broken(line, 'a text that is not closed');
    else if (!this.#inText && (character === '{' || character === '[')) this.#depth += 1;
    else if (!this.#inText && (character === '}' || character === ']')) this.#depth -= 1;
    if (this.#depth > 0) return undefined;
    this.#state = 'comma';
    return this.#text;
  }

  #between(character: string, line: number): void {
    const state = this.#state;
    if (state === 'before' && character === '[') this.#state = 'item';
    else if (state === 'item' && character === '{') {
      this.#state = 'object';
      this.#depth = 1;
      this.#text = '{';
      this.#began = line;
    } else if (state === 'comma' && character === ',') this.#state = 'item';
    else if ((state === 'comma' || state === 'item') && character === ']') this.#state = 'after';
    else
      throw this.#broken(
        line,
        `"${character}" where ${state === 'item' ? 'an object' : 'a comma or the end'} belongs`,
      );
  }

  #broken(line: number, what: string): CommandError {
    return new CommandError(`${this.#name}:${line} has ${what}`, HINT);
  }
}

const HINT =
  'put it right and give the file again: who is there already is known; one object a line (JSON Lines) loses one line alone';
