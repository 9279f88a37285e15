import type { FromSchema } from 'json-schema-to-ts';
import { SLUG_PATTERN } from '../manifest/schema.ts';

/** The share of a phase's points that passes it, where roadmap.yaml says nothing. */
export const DEFAULT_PASS_SHARE = 0.7;

/** roadmap.yaml, with its defaults filled in. */
export interface Roadmap {
  readonly phases: readonly Phase[];
}

export interface Phase {
  /** Also the name of the folder that holds the phase's exercises. */
  readonly id: string;
  readonly title: string;
  /** 0 to 1. */
  readonly passShare: number;
  readonly topics: readonly Topic[];
  readonly projects: readonly Project[];
}

export interface Topic {
  readonly id: string;
  readonly title: string;
  /** Technologies that the topic names. */
  readonly systems: readonly string[];
}

export interface Project {
  readonly id: string;
  readonly title: string;
  readonly systems: readonly string[];
}

const slug = { type: 'string', pattern: SLUG_PATTERN, maxLength: 80 } as const;
const title = { type: 'string', minLength: 1, maxLength: 200 } as const;
const passShare = { type: 'number', minimum: 0, maximum: 1 } as const;
const systems = { type: 'array', uniqueItems: true, items: slug } as const;

const entries = {
  type: 'array',
  maxItems: 200,
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['id', 'title'],
    properties: { id: slug, title, systems },
  },
} as const;

/** JSON Schema (2020-12) of `exercises/roadmap.yaml`. */
export const roadmapSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['phases'],
  properties: {
    passShare: {
      ...passShare,
      description: `Share of a phase's points that passes it. Default ${DEFAULT_PASS_SHARE}.`,
    },
    phases: {
      type: 'array',
      minItems: 1,
      maxItems: 50,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['id', 'title', 'topics'],
        properties: { id: slug, title, passShare, topics: entries, projects: entries },
      },
    },
  },
} as const;

/** roadmap.yaml as it is written, after validation. */
export type RoadmapFile = FromSchema<typeof roadmapSchema>;
