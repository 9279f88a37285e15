const FORMAT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** The same where only text may stand: in a list to choose from. */
export const momentText = (time: string): string => FORMAT.format(new Date(time));

/** A moment in the reader's own locale and time zone. */
export function Moment({ time }: { readonly time: string }) {
  return <time dateTime={time}>{momentText(time)}</time>;
}
