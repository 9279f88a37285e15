export default function CohortPage({ id: _id }: { readonly id: string }) {
  return <h1>Cohort</h1>;
}
