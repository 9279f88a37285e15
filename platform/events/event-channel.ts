import type { SubmissionEvent } from '../../grading/event/submission-event.ts';

/** The PostgreSQL channel on which every event of this database is announced. */
export const EVENT_CHANNEL = 'assay_events';

/** NOTIFY takes 8000 bytes; past this, a message names the events and does not carry them. */
const MAX_PAYLOAD_BYTES = 7900;

/** What a notification says: events `q`, q + 1, ... up to `l` of submission `s`. */
export interface EventMessage {
  readonly s: string;
  readonly q: number;
  readonly l: number;
  /** The events themselves, where they fit. */
  readonly e?: readonly SubmissionEvent[];
}

/**
 * SQL that appends events and announces them, to be built into a larger statement. `source` is a
 * CTE with one row (or none: then nothing happens) and a column "submissionId"; `events` an
 * expression of type jsonb, an array. Gives the CTEs `appended` and `announced`; the latter must
 * be read by the main query, or PostgreSQL does not run it.
 */
export const appendEventsSql = (source: string, events: string): string => `
  last_event AS (
    SELECT x."submissionId", coalesce(max(v.seq), 0) AS seq
      FROM ${source} x LEFT JOIN "SubmissionEvent" v ON v."submissionId" = x."submissionId"
     GROUP BY x."submissionId"),
  appended AS (
    INSERT INTO "SubmissionEvent" ("submissionId", seq, data)
    SELECT last_event."submissionId", last_event.seq + item.ordinality, item.value
      FROM last_event, jsonb_array_elements(${events}) WITH ORDINALITY AS item
    RETURNING "submissionId", seq),
  message AS (
    SELECT jsonb_build_object('s', "submissionId", 'q', min(seq), 'l', max(seq)) AS head
      FROM appended GROUP BY "submissionId"),
  announced AS (
    SELECT pg_notify('${EVENT_CHANNEL}', (
      CASE WHEN octet_length((${events})::text) < ${MAX_PAYLOAD_BYTES - 150}
           THEN head || jsonb_build_object('e', ${events})
           ELSE head END)::text)
      FROM message)`;
