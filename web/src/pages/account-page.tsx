import { MyCohorts } from '../account/my-cohorts.tsx';
import { DisplayName, Password } from '../account/profile.tsx';
import { Sessions } from '../account/sessions.tsx';
import { Tokens } from '../account/tokens.tsx';
import { useTitle } from '../state/use-title.ts';
import '../styles/account.css';

export default function AccountPage() {
  useTitle('Account');
  return (
    <div class="account-page">
      <h1>Account</h1>
      <div class="account-parts">
        <MyCohorts />
        <Tokens />
        <DisplayName />
        <Password />
        <Sessions />
      </div>
    </div>
  );
}
