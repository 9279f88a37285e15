/** Why something was not done. Always there, so that it is told when it comes and moves nothing. */
export function ProblemNote({ problem }: { readonly problem: Error | null }) {
  return (
    <p class="problem problem-note" role="alert">
      {problem?.message}
    </p>
  );
}
