/** What a checker says of one output. */
export interface Judgement {
  readonly correct: boolean;
  /**
   * Where the first difference is, in one sentence; null where the output is correct. It quotes
   * expected and actual output: never show it for a secret case.
   */
  readonly message: string | null;
}

export const CORRECT: Judgement = { correct: true, message: null };

export const wrong = (message: string): Judgement => ({ correct: false, message });
