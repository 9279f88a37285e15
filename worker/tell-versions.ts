import type { Exercise } from '../grading/catalogue/exercise.ts';
import { runtimeNameOf, type RuntimeName } from '../grading/job/runtime-name.ts';
import type { Language } from '../grading/manifest/language-names.ts';
import type { Database } from '../platform/database/database.ts';
import { saveRuntimeVersion } from '../platform/database/runtime-versions.ts';
import type { Logger } from '../platform/log/logger.ts';
import { imageOf } from './place-of.ts';
import type { Sandbox } from './sandbox/sandbox.ts';

export interface VersionTeller {
  /** Of the images that are built already: none is built for this. */
  tellBuilt(): Promise<void>;
  /** Of the image in which a submission was just graded. Never rejects. */
  tellGraded(exercise: Exercise, language: Language): Promise<void>;
}

interface VersionTellerParts {
  readonly sandbox: Pick<Sandbox, 'builtVersion'>;
  readonly runtimes: readonly RuntimeName[];
  readonly database: Database;
  readonly logger: Logger;
}

/** Learners read which version of a language grades them: the sandbox's own word, not a manual's. */
export function createVersionTeller({
  sandbox,
  runtimes,
  database,
  logger,
}: VersionTellerParts): VersionTeller {
  const told = new Set<string>();
  const tell = async (name: string, image: string): Promise<void> => {
    if (told.has(name)) return;
    told.add(name);
    try {
      const version = await sandbox.builtVersion(image);
      if (version === null) told.delete(name);
      else await saveRuntimeVersion(database, name, version);
    } catch (error) {
      // Not worth a grading: the next one tries again.
      told.delete(name);
      logger.warn({ err: error, image }, 'the version of an image could not be told');
    }
  };
  return {
    tellBuilt: async () => {
      for (const runtime of runtimes) await tell(runtime, imageOf(runtime));
    },
    tellGraded: (exercise, language) => {
      const runtime = runtimeNameOf(exercise, language);
      return tell(runtime, imageOf(runtime));
    },
  };
}
