import { useState } from 'preact/hooks';
import { useLocation, useSearchParams } from 'wouter-preact';
import type {
  AuthorProblem,
  UploadedExerciseResource,
  VerificationResource,
} from '../../../../grading/resource/resources.ts';
import { plural } from '../../../../grading/text/units.ts';
import { ApiProblem, call } from '../../api-client.ts';
import { DeskFrame } from '../../desk/desk-frame.tsx';
import { AuthorProblems } from '../../desk/exercises/author-problems.tsx';
import { UploadForm, type Upload } from '../../desk/exercises/upload-form.tsx';
import '../../styles/desk-exercises.css';

/** An exercise folder from the author's disk; what is sound is verified at once. */
export default function UploadPage() {
  const [search] = useSearchParams();
  const exerciseId = search.get('exercise');
  const [, navigate] = useLocation();
  const [problem, setProblem] = useState<Error | null>(null);
  const [step, setStep] = useState<string | null>(null);
  const upload = async (chosen: Upload): Promise<void> => {
    setProblem(null);
    try {
      setStep('Packing …');
      const archive = await chosen.pack();
      setStep('Uploading and checking …');
      const { exercise, contentHash } = await send(archive, chosen);
      setStep('Asking for verification …');
      navigate(await verify(exercise.id, contentHash));
    } catch (error) {
      setProblem(error instanceof Error ? error : new Error(String(error)));
    } finally {
      setStep(null);
    }
  };
  return (
    <DeskFrame
      title={exerciseId === null ? 'Upload an exercise' : `Upload a version of ${exerciseId}`}
      up={{ href: '/desk/exercises', text: 'Exercises' }}
      lead="It is checked as a whole, and all mistakes are told at once. Then its solutions are run. Learners see nothing of it until you publish it."
    >
      <UploadForm {...{ exerciseId, step }} onUpload={(chosen) => void upload(chosen)} />
      <div role="alert">{problem !== null && <Rejection problem={problem} />}</div>
    </DeskFrame>
  );
}

async function send(archive: Blob, { id, phase }: Upload): Promise<UploadedExerciseResource> {
  const query = new URLSearchParams({
    ...(id !== null && { id }),
    ...(phase !== null && { phase }),
  });
  return call('POST', `authoring/exercises?${query.toString()}`, { body: archive });
}

/** Where to look next: at the verification, or at the exercise where there can be none now. */
async function verify(id: string, contentHash: string): Promise<string> {
  try {
    const path = `exercises/${id}/versions/${contentHash}/verifications`;
    const verification = await call<VerificationResource>('POST', path);
    return `/desk/verifications/${verification.id}`;
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return `/desk/exercises/${id}`;
  }
}

function Rejection({ problem }: { readonly problem: Error }) {
  const problems: readonly AuthorProblem[] = problem instanceof ApiProblem ? problem.problems : [];
  if (problems.length === 0) return <p class="problem">{problem.message}</p>;
  return (
    <section class="desk-part" aria-labelledby="mistakes">
      <h2 id="mistakes">{plural(problems.length, 'mistake')} to mend; nothing was stored</h2>
      <AuthorProblems problems={problems} />
      <p class="facts">
        Mend them and upload the folder again. docs/authoring.md tells what each file may hold, and{' '}
        <code>assay new</code> makes a sound folder to begin from.
      </p>
    </section>
  );
}
