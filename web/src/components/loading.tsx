/** Takes its place at once and says so only after a moment, so that what is quick does not flash. */
export function Loading({ what }: { readonly what: string }) {
  return (
    <p class="loading" role="status">
      Loading {what} …
    </p>
  );
}
