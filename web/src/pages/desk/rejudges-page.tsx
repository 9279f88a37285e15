export default function RejudgesPage() {
  return <h1>Rejudges</h1>;
}
