export default function ExercisesPage() {
  return <h1>Exercises</h1>;
}
