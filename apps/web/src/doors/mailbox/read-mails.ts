import { useState } from 'react';

const KEY = 'mibun.mailbox.read';
/** More than a demo's post box ever holds. */
const MOST = 500;

/** The mails that have been opened in this browser, from what was kept; anything else counts as nothing. */
export function readFrom(stored: string | null): readonly number[] {
  try {
    const ids: unknown = JSON.parse(stored ?? '[]');
    return Array.isArray(ids) ? ids.filter((id) => Number.isInteger(id)) : [];
  } catch {
    return [];
  }
}

/** The same list with one more, the oldest forgotten when it grows too long. */
export function withRead(read: readonly number[], id: number): readonly number[] {
  return read.includes(id) ? read : [...read, id].slice(-MOST);
}

/** Which mails have been read here, and a way to say so of another. */
export function useReadMails(): {
  readonly isRead: (id: number) => boolean;
  readonly markRead: (id: number) => void;
} {
  const [read, setRead] = useState(stored);
  return {
    isRead: (id) => read.includes(id),
    markRead: (id) => {
      const next = withRead(stored(), id);
      try {
        localStorage.setItem(KEY, JSON.stringify(next));
      } catch {
        // Without a store they are read as long as the page is open.
      }
      setRead((before) => withRead(before, id));
    },
  };
}

function stored(): readonly number[] {
  try {
    return readFrom(localStorage.getItem(KEY));
  } catch {
    return [];
  }
}
