/** Names of commands by instruction (chip.md §4); a class is named where the byte means something else elsewhere. */
const COMMANDS: Readonly<Record<string, string>> = {
  A4: 'SELECT',
  B0: 'READ BINARY',
  B2: 'READ RECORD',
  '20': 'VERIFY',
  '24': 'CHANGE REFERENCE DATA',
  '80 32': 'CHANGE KEY',
  '2A': 'COMPUTE DIGITAL SIGNATURE',
  '88': 'INTERNAL AUTHENTICATE',
  '82': 'EXTERNAL AUTHENTICATE',
  '84': 'GET CHALLENGE',
  CA: 'GET DATA',
  CB: 'GET DATA',
  C0: 'GET RESPONSE',
  D6: 'UPDATE BINARY',
  DC: 'UPDATE RECORD',
  '0E': 'ERASE BINARY',
  '0C': 'ERASE RECORD',
  '80 A2': 'SET PUBLIC IC KEY',
  '80 AE': 'SET SESSION KEY',
  '80 50': 'INITIALIZE UPDATE',
  '80 FC': 'LAST COMMAND INDICATOR',
  '84 46': 'GENERATE KEY PAIR',
  '84 E2': 'STORE',
  '84 44': 'ACTIVATE PENDING',
  '84 24': 'SET CREDENTIAL',
  '84 2C': 'UNBLOCK',
  '84 28': 'LET HOLDER SET',
  '84 CB': 'READ BACK',
  '84 F0': 'SET STATUS',
  '84 D8': 'PUT KEY',
  '84 E6': 'INSTALL APPLICATION',
  '84 E6 01': 'UPDATE LAYOUT',
  '84 E4': 'REMOVE APPLICATION',
  '84 F2': 'LIST APPLICATIONS',
};

/** What means something else in the channel of an application of the free area. */
const FREE_AREA_COMMANDS: Readonly<Record<string, string>> = {
  '24': 'SET PIN',
  '2C': 'UNBLOCK',
  '44': 'CONFIRM LAYOUT',
  '44 01': 'REFUSE LAYOUT',
  CB: 'READ LAYOUT',
  D8: 'PUT KEY',
};

/** INS bytes whose data are a secret, whatever the class: VERIFY, CHANGE REFERENCE DATA, CHANGE KEY, RESET RETRY COUNTER. */
export const SECRET_DATA: ReadonlySet<number> = new Set([0x20, 0x21, 0x24, 0x25, 0x2c, 0x2d, 0x32]);

const STATUS_WORDS: Readonly<Record<number, string>> = {
  25218: 'end of file',
  25344: 'wrong',
  25600: 'memory failure',
  25985: 'memory failure',
  26353: 'no key-delivery environment',
  26368: 'wrong length',
  26753: 'logical channel not supported',
  26754: 'secure messaging not supported',
  27009: 'not this kind of file',
  27010: 'a credential has to be presented first',
  27011: 'blocked',
  27012: 'blocked or never set',
  27013: 'conditions of use not satisfied',
  27014: 'no file is selected',
  27015: 'secure messaging object missing',
  27016: 'secure messaging object wrong',
  27120: 'after wrong keys: send INITIALIZE UPDATE again',
  27132: 'no secure messaging session',
  27264: 'wrong data',
  27265: 'function not supported',
  27266: 'not found',
  27267: 'no such record',
  27268: 'not enough space',
  27270: 'wrong P1-P2',
  27272: 'no such object or key',
  27274: 'another application has this name, or a part of it',
  27392: 'beyond the end of the file',
  27904: 'unknown instruction',
  28160: 'unknown class',
  28416: 'failed',
};

/** What a status word means (chip.md §4.12); undefined for one that this card does not use. */
export function statusWordMeaning(statusWord: number): string | undefined {
  if (statusWord === 0x9000) return 'ok';
  const low = statusWord & 0xff;
  if (statusWord >> 8 === 0x61) return `${low || 256} bytes more`;
  if (statusWord >> 8 === 0x6c) return `ask for ${low || 256} bytes`;
  if (statusWord >> 4 === 0x63c) {
    const left = statusWord & 0x0f;
    return left === 1 ? '1 try left' : `${left} tries left`;
  }
  return STATUS_WORDS[statusWord];
}

/** Name of a command; undefined for one that this card does not know. */
export function commandName(cla: number, ins: number, p1 = 0): string | undefined {
  const [header, withP1] = [
    `${hexByte(cla)} ${hexByte(ins)}`,
    `${hexByte(cla)} ${hexByte(ins)} ${hexByte(p1)}`,
  ];
  // Class 80 sends some ISO commands too, 08 and 0C wrap them in secure messaging.
  return COMMANDS[withP1] ?? COMMANDS[header] ?? (cla === 0x84 ? undefined : COMMANDS[hexByte(ins)]);
}

/** Name of a command with class 84 in the channel of an application of the free area. */
export function freeAreaCommandName(ins: number, p1: number): string | undefined {
  const byte = hexByte(ins);
  return FREE_AREA_COMMANDS[`${byte} ${hexByte(p1)}`] ?? FREE_AREA_COMMANDS[byte] ?? COMMANDS[byte];
}

export const hexByte = (byte: number): string => byte.toString(16).padStart(2, '0').toUpperCase();

/** Bytes in pairs of hex digits. */
export const hexBytes = (bytes: Uint8Array): string => [...bytes].map(hexByte).join(' ');
