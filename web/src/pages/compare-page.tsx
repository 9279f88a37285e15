export default function ComparePage(_: { readonly id: string; readonly other: string }) {
  return <h1>Compare</h1>;
}
