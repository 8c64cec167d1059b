import { CommandError } from '../../output.ts';
import { LONGEST_RECORD } from './records.ts';

export interface Line {
  readonly number: number;
  readonly text: string;
  /** It went on for longer than anything that is read, and was cut off. */
  readonly tooLong?: true;
}

/** The lines of a UTF-8 file as they come: no more than one of them is in memory. @throws CommandError in another encoding */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Line> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let number = 0;
  let rest = '';
  let cut = false;
  const line = (text: string): Line => {
    number += 1;
    const whole: Line = { number, text: text.replace(/\r$/, ''), ...(cut && { tooLong: true as const }) };
    cut = false;
    return whole;
  };
  const decode = (chunk?: Uint8Array): string => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      throw new CommandError(
        `${name} is not UTF-8, from line ${number + 1} on or soon after`,
        'save it as UTF-8',
      );
    }
  };
  for await (const chunk of chunks) {
    const parts = `${rest}${decode(chunk)}`.split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) yield line(part);
    if (rest.length > LONGEST_RECORD) {
      cut = true;
      rest = rest.slice(0, LONGEST_RECORD);
    }
  }
  rest += decode();
  if (rest !== '') yield line(rest);
}
