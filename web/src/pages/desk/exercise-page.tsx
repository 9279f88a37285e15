export default function ExercisePage({ id: _id }: { readonly id: string }) {
  return <h1>Exercise</h1>;
}
