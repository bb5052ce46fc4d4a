/** Far more than the longest answer. */
const MOST_BYTES = 1_048_576

/** As `fetch`, for an endpoint that was configured: it is followed nowhere else, and of an answer without end the rest is not read. */
export async function fetchBounded(
  url: string | URL | Request,
  init?: RequestInit,
): Promise<Response> {
  const answer = await fetch(url, { ...init, redirect: 'error' })
  if (answer.body === null) return answer
  let bytes = 0
  const bound = new TransformStream<Uint8Array, Uint8Array>({
    transform(part, controller) {
      bytes += part.byteLength
      if (bytes > MOST_BYTES) controller.error(new Error('The answer has no end.'))
      else controller.enqueue(part)
    },
  })
  const { status, headers } = answer
  return new Response(answer.body.pipeThrough(bound), { status, headers })
}
