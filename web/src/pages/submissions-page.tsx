export default function SubmissionsPage() {
  return <h1>My submissions</h1>;
}
