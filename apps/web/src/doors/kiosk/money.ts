/** What has been put into this machine and is not paid: a restart of the page must not swallow it (INC-02). */
const KEY = 'mibun.kiosk.inserted';

/** Notes what is in the machine; nothing is what has been paid or given back. */
export function noteInserted(yen: number): void {
  try {
    if (yen > 0) sessionStorage.setItem(KEY, String(yen));
    else sessionStorage.removeItem(KEY);
  } catch {
    // Without storage the money is known as long as the page is.
  }
}

/** What an interrupted turn has left in the machine, once. */
export function takeLeftover(): number {
  try {
    const yen = Number(sessionStorage.getItem(KEY) ?? 0);
    sessionStorage.removeItem(KEY);
    return Number.isSafeInteger(yen) && yen > 0 ? yen : 0;
  } catch {
    return 0;
  }
}
