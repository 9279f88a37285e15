export default function MemberPage(_: { readonly cohortId: string; readonly userId: string }) {
  return <h1>Learner</h1>;
}
