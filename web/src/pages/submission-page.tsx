export default function SubmissionPage({ id: _id }: { readonly id: string }) {
  return <h1>Submission</h1>;
}
