/**
 * A moment between the API, which has it in UTC (ISO 8601), and an `input type="datetime-local"`,
 * which has it in the reader's time zone to the minute: `2026-12-01T18:00`.
 */
const two = (part: number): string => String(part).padStart(2, '0');

/** Empty for null. */
export function toLocalInput(time: string | null): string {
  if (time === null) return '';
  const moment = new Date(time);
  const day = [
    String(moment.getFullYear()).padStart(4, '0'),
    two(moment.getMonth() + 1),
    two(moment.getDate()),
  ].join('-');
  return `${day}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

/** Null for what is empty or no moment. Without an offset, ISO 8601 is local time to `Date`. */
export function fromLocalInput(value: string): string | null {
  const moment = new Date(value);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}

/** The reader's time zone: `Europe/Berlin`. */
export const timeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;
