/** Units of a duration in some language. */
export interface DurationText {
  readonly seconds: (n: number) => string;
  readonly minutes: (n: number) => string;
  readonly hours: (n: number) => string;
}

/** A duration for people: seconds below a minute, minutes and seconds below ten, then minutes, then hours. */
export function formatDuration(totalSeconds: number, text: DurationText): string {
  const seconds = Math.max(0, Math.round(totalSeconds));
  if (seconds < 60) return text.seconds(seconds);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10 && seconds % 60 > 0) return `${text.minutes(minutes)} ${text.seconds(seconds % 60)}`;
  if (minutes < 60) return text.minutes(minutes);
  const rest = minutes % 60;
  return rest === 0
    ? text.hours(minutes / 60)
    : `${text.hours(Math.floor(minutes / 60))} ${text.minutes(rest)}`;
}
