const PERCENT = 100;

/** A share as a bar; what it says stands beside it in text, so it is nothing to a screen reader. */
export const ShareBar = ({ share, tone }: { readonly share: number; readonly tone: string }) => (
  <span class="share-bar" aria-hidden="true">
    <span class={`share-${tone}`} style={{ width: `${Math.min(share, 1) * PERCENT}%` }} />
  </span>
);
