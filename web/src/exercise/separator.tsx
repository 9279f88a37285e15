import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import { readStored, writeStored } from '../state/storage.ts';

/** The statement's share of the width, in per cent. */
const SHARE = { least: 25, usual: 44, most: 70, step: 2 } as const;
const KEY = 'statement-share';

const bounded = (share: number): number => Math.min(Math.max(share, SHARE.least), SHARE.most);

export function useShare(): readonly [number, (share: number) => void] {
  const [share, setShare] = useState(() => {
    const kept = Number(readStored(KEY) ?? SHARE.usual);
    return bounded(Number.isFinite(kept) ? kept : SHARE.usual);
  });
  const change = (next: number): void => {
    setShare(bounded(next));
    writeStored(KEY, String(Math.round(bounded(next))));
  };
  return [share, change];
}

interface SeparatorProps {
  readonly share: number;
  readonly onShare: (share: number) => void;
  /** What is divided. */
  readonly area: RefObject<HTMLElement>;
  /** Id of what it makes wider. */
  readonly controls: string;
}

/** A window splitter as the ARIA Authoring Practices have it: arrows, Home, End; or dragged. */
export function Separator({ share, onShare, area, controls }: SeparatorProps) {
  const keys: Readonly<Record<string, number>> = {
    ArrowLeft: share - SHARE.step,
    ArrowRight: share + SHARE.step,
    Home: SHARE.least,
    End: SHARE.most,
    // As many splitters have it.
    Enter: SHARE.usual,
  };
  const drag = ({ currentTarget, pointerId, clientX }: PointerEvent): void => {
    if (!(currentTarget as HTMLElement).hasPointerCapture(pointerId)) return;
    const { left = 0, width = 1 } = area.current?.getBoundingClientRect() ?? {};
    onShare(((clientX - left) / width) * 100);
  };
  return (
    <div
      class="separator"
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label="Width of the statement"
      aria-controls={controls}
      aria-valuemin={SHARE.least}
      aria-valuemax={SHARE.most}
      aria-valuenow={Math.round(share)}
      onKeyDown={(event) => {
        const next = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
        if (next === undefined || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        onShare(next);
      }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onDblClick={() => onShare(SHARE.usual)}
    />
  );
}
