interface ShareRingProps {
  readonly label: string;
  /** 0 to 1. */
  readonly share: number;
  /** The share that passes, drawn as a tick; null: none. */
  readonly passShare: number | null;
}

const RADIUS = 42;
const LENGTH = 2 * Math.PI * RADIUS;

/** A share as a ring that begins at twelve o'clock, with a tick where it suffices. */
export function ShareRing({ label, share, passShare }: ShareRingProps) {
  const percent = Math.floor(share * 100);
  return (
    <svg class="ring" viewBox="0 0 100 100" role="img" aria-label={`${label}: ${percent} %`}>
      <circle class="ring-track" cx="50" cy="50" r={RADIUS} />
      {share > 0 && (
        <circle
          class="ring-share"
          cx="50"
          cy="50"
          r={RADIUS}
          stroke-dasharray={`${share * LENGTH} ${LENGTH}`}
          transform="rotate(-90 50 50)"
        />
      )}
      {passShare !== null && (
        <line
          class="ring-mark"
          x1="50"
          y1="1"
          x2="50"
          y2="16"
          transform={`rotate(${passShare * 360} 50 50)`}
        />
      )}
      <text x="50" y="58">
        {percent}
        <tspan> %</tspan>
      </text>
    </svg>
  );
}
