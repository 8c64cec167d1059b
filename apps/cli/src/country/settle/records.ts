import type { ResidentRow } from '@mibun/rules';

/** One person of a file, or what stands in their place, with the line on which it begins. */
export type FileRecord =
  | { readonly line: number; readonly row: ResidentRow }
  | { readonly line: number; readonly problem: string };

/** Characters of one person: far more than all columns together can have. */
export const LONGEST_RECORD = 64 * 1024;
