import type { Exercise } from '../grading/catalogue/exercise.ts';
import { SQL_ENGINES } from '../grading/kinds/sql/types.ts';
import { LANGUAGES, type Language } from '../grading/manifest/language-names.ts';
import type { Database } from '../platform/database/database.ts';
import { saveRuntimeVersion } from '../platform/database/runtime-versions.ts';
import type { Logger } from '../platform/log/logger.ts';
import { engineOf } from './graders/sql/engines.ts';
import { runtimeOf } from './languages/index.ts';
import type { Sandbox } from './sandbox/sandbox.ts';

export interface VersionTeller {
  /** Of the images that are built already: none is built for this. */
  tellBuilt(): Promise<void>;
  /** Of the image in which a submission was just graded. Never rejects. */
  tellGraded(exercise: Exercise, language: Language): Promise<void>;
}

interface VersionTellerParts {
  readonly sandbox: Pick<Sandbox, 'builtVersion'>;
  readonly database: Database;
  readonly logger: Logger;
}

/** Learners read which version of a language grades them: the sandbox's own word, not a manual's. */
export function createVersionTeller({
  sandbox,
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
      const languages = LANGUAGES.filter((language) => language !== 'sql');
      for (const language of languages) await tell(language, runtimeOf(language).image);
      for (const engine of SQL_ENGINES) await tell(engine, engineOf(engine).image);
    },
    tellGraded: (exercise, language) =>
      exercise.kind === 'sql'
        ? tell(exercise.spec.engine, engineOf(exercise.spec.engine).image)
        : tell(language, runtimeOf(language).image),
  };
}
