interface FailureProps {
  readonly error: Error;
  readonly retry: () => void;
}

export function Failure({ error, retry }: FailureProps) {
  return (
    <div class="failure" role="alert">
      <p>{error.message}</p>
      <button type="button" onClick={retry}>
        Try again
      </button>
    </div>
  );
}

/** Where it is the page itself that did not come. */
export function PageFailure(props: FailureProps) {
  return (
    <section>
      <h1>This page could not be shown</h1>
      <Failure {...props} />
    </section>
  );
}
