const KEY = 'mibun.logged-out';

/** A log-out ends the choice of a card, in every tab: whoever logs in next is asked which one. */
export function noteLogOut(): void {
  try {
    localStorage.setItem(KEY, '1');
  } catch {
    // A browser that keeps nothing: the agent proposes the last card, and another one can be taken.
  }
}

export function choosesAnew(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

/** Somebody has logged in: their card may be proposed again. */
export function forgetLogOut(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was noted.
  }
}
