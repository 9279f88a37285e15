export default function RejudgePage({ id: _id }: { readonly id: string }) {
  return <h1>Rejudge</h1>;
}
