/** A command APDU taken apart, short or extended (ISO/IEC 7816-4 §5.1). */
export interface CommandParts {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  readonly data: Uint8Array;
  /** Bytes wanted at most; undefined where none are. */
  readonly le: number | undefined;
}

const NOTHING = new Uint8Array(0);

/** undefined when the lengths do not add up, or there is no header. */
export function commandParts(bytes: Uint8Array): CommandParts | undefined {
  const [cla, ins, p1, p2, first] = bytes;
  if (cla === undefined || ins === undefined || p1 === undefined || p2 === undefined) return undefined;
  const head = { cla, ins, p1, p2 };
  if (first === undefined) return { ...head, data: NOTHING, le: undefined };
  const rest = bytes.subarray(5);
  if (rest.length === 0) return { ...head, data: NOTHING, le: first || 0x100 };
  return first === 0 ? extended(head, rest) : withBody(head, rest, first, 1);
}

type Head = Pick<CommandParts, 'cla' | 'ins' | 'p1' | 'p2'>;

function extended(head: Head, rest: Uint8Array): CommandParts | undefined {
  const length = ((rest[0] ?? 0) << 8) | (rest[1] ?? 0);
  if (rest.length === 2) return { ...head, data: NOTHING, le: length || 0x10000 };
  return rest.length < 2 ? undefined : withBody(head, rest.subarray(2), length, 2);
}

function withBody(head: Head, body: Uint8Array, lc: number, width: 1 | 2): CommandParts | undefined {
  const tail = body.subarray(lc);
  if (lc === 0 || body.length < lc || (tail.length !== 0 && tail.length !== width)) return undefined;
  const le = tail.reduce((value, byte) => (value << 8) | byte, 0) || 256 ** width;
  return { ...head, data: body.subarray(0, lc), le: tail.length === 0 ? undefined : le };
}
