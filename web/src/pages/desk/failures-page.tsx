export default function FailuresPage() {
  return <h1>Internal errors</h1>;
}
