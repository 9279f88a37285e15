const FORMAT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** A moment in the reader's own locale and time zone. */
export function Moment({ time }: { readonly time: string }) {
  return <time dateTime={time}>{FORMAT.format(new Date(time))}</time>;
}
