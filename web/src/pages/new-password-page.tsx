import { ChoosePassword, choosePassword } from '../account/choose-password.tsx';
import { ProblemForm } from '../components/problem-form.tsx';
import { useSession } from '../state/session.tsx';
import { useTitle } from '../state/use-title.ts';

/** In the place of every page, for who has signed in with a password that an admin gave out. */
export default function NewPasswordPage() {
  useTitle('Choose a password');
  const { user, refresh } = useSession();
  const choose = async (data: FormData): Promise<void> => {
    await choosePassword(data);
    await refresh();
  };
  return (
    <section class="narrow">
      <h1>Choose a password</h1>
      <p>
        An administrator gave you the password that you have signed in with, <b>{user?.username}</b>
        . Choose one that only you know, and you can go on.
      </p>
      <ProblemForm action="Go on" done={null} onSubmit={choose}>
        {(problem) => <ChoosePassword current="Temporary password" problem={problem} />}
      </ProblemForm>
    </section>
  );
}
