import type { AuthorProblem } from '../../../../grading/resource/resources.ts';
import { makeVisible } from '../../../../grading/text/visible-text.ts';

/** What is wrong with an exercise's files: where, what, and what to do about it. */
export const AuthorProblems = ({ problems }: { readonly problems: readonly AuthorProblem[] }) => (
  <ul class="author-problems">
    {problems.map((problem, index) => (
      <li key={index}>
        <code class="author-problem-place">{placeOf(problem)}</code>
        <p>{makeVisible(problem.message)}</p>
        <p class="facts">{makeVisible(problem.remedy)}</p>
      </li>
    ))}
  </ul>
);

function placeOf({ file, line, column }: AuthorProblem): string {
  if (file === '') return 'the whole archive';
  return makeVisible([file, line, column].filter((part) => part !== undefined).join(':'));
}
