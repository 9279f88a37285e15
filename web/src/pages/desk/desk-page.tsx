export default function DeskPage() {
  return <h1>Cohorts</h1>;
}
