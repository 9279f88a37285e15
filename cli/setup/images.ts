import type { Report } from '../ui/run-steps.ts';

/** Builds what sandboxes are made of, where it is missing. Returns a word on what was done. */
export const buildImages = async (_report: Report, _signal: AbortSignal): Promise<string> => {
  return 'built on first need';
};
