import { errorFromProblem, PerdureError, unreachable } from './errors.js'

/** What an operation answers; throws a `PerdureError` where it is refused, or where nobody answers. */
export async function take<T>(
  answering: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await answering.catch((cause: unknown) => {
    throw cause instanceof PerdureError ? cause : unreachable(undefined, { cause })
  })
  if (!response.ok) throw errorFromProblem(response.status, error)
  return data as T // of a success the document says what it answers; 204 is typed as undefined
}
