import { useCallback } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import type { GradebookOrder } from '../../../../grading/gradebook/arrange-gradebook.ts';
import type { GradebookResource } from '../../../../grading/resource/resources.ts';
import { formatPoints } from '../../../../grading/text/units.ts';
import { Moment } from '../../components/moment.tsx';
import { SortHeader } from './sort-header.tsx';
import { markCell } from './mark-cell.tsx';

interface GradebookMatrixProps {
  readonly cohortId: string;
  /** As arranged. */
  readonly gradebook: GradebookResource;
  readonly order: GradebookOrder;
  readonly setOrder: (order: GradebookOrder) => void;
}

const isPlainClick = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

/** Learners down, exercises across; names and titles stay in sight while it scrolls in its box. */
export function GradebookMatrix({ cohortId, gradebook, order, setOrder }: GradebookMatrixProps) {
  const [, navigate] = useLocation();
  const { exercises, learners } = gradebook;
  const maximum = exercises.reduce((sum, { maxScore }) => sum + maxScore, 0);
  const hrefOf = (userId: string): string => `/desk/cohorts/${cohortId}/members/${userId}`;
  const follow = useCallback((event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const href = link?.getAttribute('href');
    if (href === null || href === undefined || !isPlainClick(event)) return;
    event.preventDefault();
    navigate(href);
  }, []);
  return (
    <div
      class="desk-table-box matrix-box"
      tabIndex={0}
      role="region"
      aria-label="Learners and exercises"
    >
      <table class="matrix" onClick={follow}>
        <thead>
          <tr>
            <SortHeader by="name" title="Learner" {...{ order, setOrder }} />
            <SortHeader by="total" title="Total" {...{ order, setOrder }}>
              <span class="matrix-facts">of {formatPoints(maximum)}</span>
            </SortHeader>
            {exercises.map(({ id, title, maxScore, dueAt }) => (
              <SortHeader key={id} by={id} title={title} {...{ order, setOrder }}>
                <span class="matrix-facts">
                  of {formatPoints(maxScore)}
                  {dueAt !== null && (
                    <>
                      , due <Moment time={dueAt} />
                    </>
                  )}
                </span>
              </SortHeader>
            ))}
          </tr>
        </thead>
        <tbody>
          {learners.map((learner) => (
            <tr key={learner.id}>
              <th scope="row">
                <a href={hrefOf(learner.id)}>
                  <bdi>{learner.displayName}</bdi>
                  {learner.username !== learner.displayName && <small>{learner.username}</small>}
                </a>
              </th>
              <td class="mark-total">{formatPoints(learner.total)}</td>
              {exercises.map((exercise, index) => {
                const mark = learner.marks[index];
                const href = `${hrefOf(learner.id)}?exercise=${exercise.id}`;
                return mark && markCell({ href, learner, exercise, mark });
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
