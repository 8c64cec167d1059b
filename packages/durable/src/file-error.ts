/** Whether the operating system refused with this code: `ENOENT`, `EEXIST` … */
export function isFileError(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
