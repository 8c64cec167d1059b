import { PkiError } from '../errors.ts';

/** Throws `label-invalid`. */
export function checkLabel(label: string): void {
  if (!/^[a-z0-9]+([._/-][a-z0-9]+)*$/.test(label) || label.length > 100) {
    throw new PkiError('label-invalid', `not a label: ${label}`);
  }
}
