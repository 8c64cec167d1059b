import { parseApplicationId } from '@mibun/rules';
import { getDraft, updateDraft, withForm, withLink } from './draft.ts';

/** What the part of an address behind the # brings: it never reaches a server or its log. */
export type Brought =
  | { readonly kind: 'form'; readonly applicationId: string }
  | { readonly kind: 'link'; readonly token: string };

/** Reads the address of a form's QR code (`/apply#id=…`) or of a personal link (`/apply/continue#…`). */
export function broughtBy(pathname: string, hash: string): Brought | undefined {
  const path = pathname.replace(/\/+$/, '');
  if (path.endsWith('/apply/continue')) {
    const token = /^#([\w-]{20,100})$/.exec(hash)?.[1];
    return token === undefined ? undefined : { kind: 'link', token };
  }
  if (!path.endsWith('/apply')) return undefined;
  const typed = /^#id=(\d{23})$/.exec(hash)?.[1];
  const parsed = parseApplicationId(typed ?? '');
  return parsed.ok ? { kind: 'form', applicationId: parsed.id } : undefined;
}

/** Takes what the address brought into the draft, and out of the address bar and the history. */
export function takeFromAddress(): void {
  const brought = broughtBy(location.pathname, location.hash);
  if (brought === undefined) return;
  history.replaceState(history.state, '', location.pathname + location.search);
  updateDraft(
    brought.kind === 'form'
      ? withForm(getDraft(), brought.applicationId)
      : withLink(getDraft(), brought.token),
  );
}

/** The application ID in the text of a QR code: a form's address, or the bare digits. */
export function applicationIdIn(text: string): string | undefined {
  const bare = parseApplicationId(text);
  if (bare.ok) return bare.id;
  try {
    const { pathname, hash } = new URL(text);
    const brought = broughtBy(pathname, hash);
    return brought?.kind === 'form' ? brought.applicationId : undefined;
  } catch {
    return undefined;
  }
}
