import { birthDate, formatBirthDateJa, formatDateJa, plainDate } from '@mibun/rules';

/** A date as the face prints it: 2036年11月22日. */
export function printedDate(date: string): string {
  return formatDateJa(plainDate(date));
}

/** Nationals' birth dates are printed with the era (CARD-04), and all as far as they are known. */
export function printedBirthDate(date: string, nationality: 'japanese' | 'foreign'): string {
  return formatBirthDateJa(birthDate(date), { era: nationality === 'japanese' });
}

/** The name with the former surname or the common name in parentheses (CARD-02). */
export function printedName(input: {
  readonly name: string;
  readonly formerSurname?: string;
  readonly commonName?: string;
}): { readonly main: string; readonly addition?: string } {
  const addition = input.formerSurname ?? input.commonName;
  return addition === undefined ? { main: input.name } : { main: input.name, addition: `（${addition}）` };
}

export const SEX = { male: '男 M', female: '女 F' } as const;
