/** What the API needs of exercises/roadmap.yaml. */
export interface RoadmapView {
  readonly phases: readonly PhaseView[];
}

export interface PhaseView {
  readonly id: string;
  readonly title: string;
  /** Share of the points that passes the phase, 0 to 1. */
  readonly passShare: number;
  readonly topics: readonly { readonly id: string; readonly title: string }[];
  readonly projects: readonly { readonly id: string; readonly title: string }[];
}
