import pc from 'picocolors';
import { ConfigError } from '../../platform/config/config-error.ts';
import { EngineError } from '../../worker/sandbox/engine-errors.ts';
import { CliError, EXIT } from '../client/cli-error.ts';

/**
 * What a person reads when a command fails: a sentence and what to do for what we expected; the
 * trace only where the fault is ours.
 */
export const failureText = (error: unknown): string => {
  const prefix = pc.red('assay:');
  if (error instanceof CliError) {
    const remedy = error.remedy === null ? '' : `${error.remedy}\n`;
    return `${prefix} ${error.message}\n${remedy}`;
  }
  if (error instanceof ConfigError || error instanceof EngineError)
    return `${prefix} ${error.message}\n`;
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${prefix} this is a fault of Assay itself; please report it:\n${trace}\n`;
};

export const exitCodeOf = (error: unknown): number => {
  if (error instanceof CliError) return error.exitCode;
  return error instanceof ConfigError ? EXIT.usage : EXIT.server;
};
