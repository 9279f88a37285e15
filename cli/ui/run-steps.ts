import { Listr, PRESET_TIMER } from 'listr2';
import pc from 'picocolors';

/** Tells the person what is going on within a step; one line, the newest counts. */
export type Report = (text: string) => void;

export interface Step {
  readonly title: string;
  /** Returns what to add to the title once done (`20.10.24, started`), or null. */
  run(report: Report): Promise<string | null>;
}

const TICK_MS = 1_000;
/** Steps that take less do not count seconds. */
const SHOW_ELAPSED_AFTER_S = 2;

/**
 * Runs steps one after the other, each with its progress and elapsed time: a spinner on a terminal,
 * plain lines elsewhere. The first failure stops the rest and is thrown as it is.
 */
export const runSteps = async (steps: readonly Step[]): Promise<void> => {
  // A terminal that does not know its width cannot be redrawn.
  const live = process.stdout.isTTY && process.stdout.columns > 0;
  // The caller tells what went wrong, once and whole; here only which step it was.
  const failures: unknown[] = [];
  const tasks = steps.map((step) => ({
    title: step.title,
    rendererOptions: { outputBar: 1, persistentOutput: false },
    task: async (_: unknown, task: { title: string; output: string }): Promise<void> => {
      const startedAt = Date.now();
      let latest = '';
      const show = (): void => {
        const elapsedS = Math.round((Date.now() - startedAt) / 1000);
        const elapsed = live && elapsedS >= SHOW_ELAPSED_AFTER_S ? `${elapsedS} s  ` : '';
        if (elapsed !== '' || latest !== '') task.output = `${pc.dim(elapsed)}${latest}`;
      };
      const ticker = live ? setInterval(show, TICK_MS) : undefined;
      try {
        const detail = await step.run((text) => {
          if (text === latest || text.trim() === '') return;
          latest = text.trim();
          show();
        });
        if (detail !== null) task.title = `${step.title}: ${detail}`;
      } catch (error) {
        failures.push(error);
        throw new Error('see below', { cause: error });
      } finally {
        clearInterval(ticker);
      }
    },
  }));
  const run = new Listr(tasks, {
    concurrent: false,
    exitOnError: true,
    // Whoever runs the steps decides what Ctrl-C means.
    registerSignalListeners: false,
    renderer: 'default',
    rendererOptions: { timer: PRESET_TIMER, collapseErrors: false, showErrorMessage: false },
    fallbackRenderer: 'simple',
    fallbackRendererOptions: { timer: PRESET_TIMER },
    fallbackRendererCondition: () => !live,
  });
  await run.run().catch((error: unknown) => {
    throw failures[0] ?? error;
  });
};
