import * as schemas from '../../grading/resource/schemas.ts';
import type { JsonSchema } from '../http/route.ts';

/** Schemas that have a name in the document; wherever one stands, the document refers to it. */
export const NAMED_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  RegisterRequest: schemas.registerRequestSchema,
  LoginRequest: schemas.loginRequestSchema,
  CreateTokenRequest: schemas.createTokenRequestSchema,
  SubmitRequest: schemas.submitRequestSchema,
  User: schemas.userSchema,
  Session: schemas.sessionSchema,
  Token: schemas.tokenSchema,
  CreatedToken: schemas.createdTokenSchema,
  Topic: schemas.topicSchema,
  Phase: schemas.phaseSchema,
  ExerciseSummary: schemas.exerciseSummarySchema,
  Exercise: schemas.exerciseSchema,
  SubmissionSummary: schemas.submissionSummarySchema,
  GradingResult: schemas.resultSchema,
  Submission: schemas.submissionSchema,
  Progress: schemas.progressSchema,
  Problem: schemas.problemSchema,
};

const nameOf = new Map(Object.entries(NAMED_SCHEMAS).map(([name, schema]) => [schema, name]));

const mapChildren = (value: object): unknown =>
  Array.isArray(value)
    ? value.map(refer)
    : Object.fromEntries(Object.entries(value).map(([key, child]) => [key, refer(child)]));

/** A copy in which every named schema (the very same object) is a reference. */
export const refer = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  const name = nameOf.get(value as JsonSchema);
  return name === undefined ? mapChildren(value) : { $ref: `#/components/schemas/${name}` };
};

export const componentSchemas = (): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(NAMED_SCHEMAS).map(([name, schema]) => [name, mapChildren(schema)]),
  );
