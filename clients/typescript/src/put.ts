/** One sending of bytes to an address that was given for them. */
export interface Put {
  url: string
  headers: Record<string, string>
  body: Blob
  /** How many of these bytes have left. */
  onSent: (bytes: number) => void
  signal: AbortSignal | undefined
}

export type PutBytes = (put: Put) => Promise<Response>

/** A browser tells of what has left by its older request; elsewhere what is read is counted. */
export const putBytes: PutBytes = (put) =>
  typeof XMLHttpRequest === 'undefined' ? putByStream(put) : putByRequest(put)

async function putByStream({ url, headers, body, onSent, signal }: Put): Promise<Response> {
  let sent = 0
  const counted = body.stream().pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        sent += chunk.byteLength
        onSent(sent)
        controller.enqueue(chunk)
      },
    }),
  )
  const length = { 'Content-Length': String(body.size) }
  const init = { method: 'PUT', headers: { ...headers, ...length }, body: counted, duplex: 'half' }
  return fetch(url, { ...init, ...(signal === undefined ? {} : { signal }) })
}

function putByRequest({ url, headers, body, onSent, signal }: Put): Promise<Response> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const request = new XMLHttpRequest()
    const abort = () => request.abort()
    request.open('PUT', url)
    for (const [name, value] of Object.entries(headers)) {
      if (name.toLowerCase() !== 'content-length') request.setRequestHeader(name, value)
    }
    request.upload.onprogress = ({ loaded }) => onSent(loaded)
    request.onload = () =>
      resolve(new Response(request.responseText || null, { status: request.status }))
    request.onerror = () => reject(new TypeError('the upload was cut off'))
    request.onabort = () => reject(signal?.reason ?? new TypeError('the upload was cut off'))
    request.onloadend = () => signal?.removeEventListener('abort', abort)
    signal?.addEventListener('abort', abort)
    request.send(body)
  })
}
