import { ARCHIVE_LIMITS } from '../../../grading/catalogue/folder-rules.ts';
import { SLUG_PATTERN } from '../../../grading/manifest/schema.ts';
import type { UploadedExerciseResource } from '../../../grading/resource/resources.ts';
import { uploadedExerciseSchema } from '../../../grading/resource/authoring-schemas.ts';
import { findAuthoredExercise } from '../../../platform/database/authoring-read.ts';
import { storeUpload } from '../../../platform/database/exercise-publishing.ts';
import { API_PREFIX } from '../../openapi/api-prefix.ts';
import { defineRoute } from '../../http/route.ts';
import { readAuthored } from './authored-resource.ts';
import { readUploaded } from './read-uploaded.ts';

interface UploadQuery {
  readonly id?: string;
  readonly phase?: string;
}

const slug = { type: 'string', pattern: SLUG_PATTERN, maxLength: 80 } as const;

export const uploadExerciseRoute = defineRoute<{
  auth: 'instructor';
  query: UploadQuery;
  body: Buffer;
  answer: UploadedExerciseResource;
}>({
  method: 'post',
  path: '/authoring/exercises',
  operationId: 'uploadExercise',
  tag: 'Authoring',
  summary: 'Upload an exercise folder as an archive',
  description:
    'Checked as `assay verify` checks a folder; all that is wrong is told at once, in `problems`. What is sound is stored as a version that learners do not see until it is published: of a new exercise a draft, of an existing one a version beside the current one.',
  auth: 'instructor',
  query: {
    type: 'object',
    additionalProperties: false,
    properties: {
      id: { ...slug, description: "The exercise's id. Default: the name of the packed folder." },
      phase: {
        ...slug,
        description:
          'The phase. Default: the folder around it in the archive, or the phase that the exercise has.',
      },
    },
  },
  upload: {
    description: `One exercise folder as .tar.gz or .zip, with or without folders around it; at most ${ARCHIVE_LIMITS.archiveBytes / 1024 / 1024} MiB, no links, every file text in UTF-8.`,
    mediaTypes: [
      ...['application/gzip', 'application/x-gzip', 'application/zip'],
      ...['application/x-zip-compressed', 'application/octet-stream'],
    ],
    maxBytes: ARCHIVE_LIMITS.archiveBytes,
  },
  limitedBy: ['uploadsByUser'],
  replies: {
    201: {
      description: 'The exercise with the new version.',
      schema: uploadedExerciseSchema,
      headers: { Location: 'Where to read the exercise.' },
    },
  },
  errors: ['upload-rejected'],
  handle: async ({ body, query, identity, services }) => {
    const { database } = services;
    const upload = await readUploaded(body, {
      roadmap: services.roadmap(),
      placement: { id: query.id ?? null, phase: query.phase ?? null },
      phaseOf: async (id) => (await findAuthoredExercise(database, id))?.phase ?? null,
    });
    const { isNew } = await storeUpload(database, upload, identity.user.id);
    services.exercises.invalidate();
    const { id, contentHash } = upload.exercise;
    const exercise = await readAuthored(services, id);
    return {
      status: 201,
      headers: { Location: `${API_PREFIX}/authoring/exercises/${id}` },
      body: { exercise, contentHash, isNew },
    };
  },
});
