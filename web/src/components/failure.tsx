export function Failure({ error, retry }: { readonly error: Error; readonly retry: () => void }) {
  return (
    <div class="failure" role="alert">
      <p>{error.message}</p>
      <button type="button" onClick={retry}>
        Try again
      </button>
    </div>
  );
}
