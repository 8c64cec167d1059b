/** Presses closer together than this, in place and time, are one impatient hand. */
export const SAME_SPOT_PX = 16;
export const SERIES_MS = 1000;

/** What lies under a hand: a control that decides, and on what. */
export interface Target {
  readonly control: unknown;
  readonly item: string;
}

export interface Press {
  readonly at: number;
  /** Place of a pointer, or the key. */
  readonly where: { readonly x: number; readonly y: number } | string;
  readonly target: Target | undefined;
  /** A key that is held down. */
  readonly repeat?: boolean;
}

/**
 * Whether a press means what it lands on. Somebody who presses on and on in one place means what was there when they
 * began; whatever has come under their hand since was not looked at. A series ends when the hand moves or rests.
 */
export class SteadyHand {
  #first: Press | undefined;
  #last: Press | undefined;

  /** Takes note of a press. True: it goes on with a series that began on something else. */
  press(press: Press): boolean {
    const goesOn = this.#last !== undefined && belongs(this.#last, press);
    if (!goesOn) this.#first = press;
    this.#last = press;
    return goesOn && !sameTarget(this.#first?.target, press.target);
  }
}

function belongs(before: Press, press: Press): boolean {
  if (press.repeat === true) return true;
  if (press.at - before.at >= SERIES_MS) return false;
  if (typeof press.where === 'string' || typeof before.where === 'string')
    return press.where === before.where;
  return Math.hypot(press.where.x - before.where.x, press.where.y - before.where.y) <= SAME_SPOT_PX;
}

function sameTarget(one: Target | undefined, other: Target | undefined): boolean {
  return one !== undefined && one.control === other?.control && one.item === other?.item;
}

const hand = new SteadyHand();
let stray: { readonly at: number } | undefined;

/** The attribute by which a control says that it decides, and on what. */
export const DECIDES = 'data-decides';

function targetOf(element: EventTarget | null): Target | undefined {
  const control = element instanceof Element ? element.closest(`[${DECIDES}]`) : null;
  return control === null ? undefined : { control, item: control.getAttribute(DECIDES) ?? '' };
}

/** Whether the press that is being handled now goes on with one that was meant for something else. */
export const isStray = (): boolean => stray !== undefined && performance.now() - stray.at < SERIES_MS;

function note(press: Press): void {
  stray = hand.press(press) ? { at: press.at } : undefined;
}

// At the window and before anybody else, so that presses beside every control count, too.
if (typeof window !== 'undefined') {
  window.addEventListener(
    'pointerdown',
    ({ timeStamp, clientX: x, clientY: y, target }) => {
      note({ at: timeStamp, where: { x, y }, target: targetOf(target) });
    },
    { capture: true },
  );
  window.addEventListener(
    'keydown',
    ({ timeStamp, key, target, repeat }) => {
      note({ at: timeStamp, where: key.toLowerCase(), target: targetOf(target), repeat });
    },
    { capture: true },
  );
}
