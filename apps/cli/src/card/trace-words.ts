import type { TraceEvent } from './insert.ts';

const POWER = { 'power-on': 'power on', reset: 'reset', 'power-off': 'power off' } as const;

/** What a person reads of one event: time, status word, command, and what the card made of it. */
export function traceLine(event: TraceEvent): string {
  const time = event.at.slice(11, 23);
  if (event.event !== 'exchange') return `${time}  ----  ${POWER[event.event]}`;
  return `${time}  ${event.statusWord.padEnd(4)}  ${event.command}: ${event.answer}`;
}
