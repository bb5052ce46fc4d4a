const text = { type: 'string' } as const

/** What callers may send, by the name under which operations refer to it. */
export const PARAMETERS = {
  RequestId: {
    name: 'X-Request-Id',
    in: 'header' as const,
    description:
      'Up to 100 letters, digits and `_.:-` are echoed, and written to the log; one is made for anything else.',
    schema: text,
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header' as const,
    description:
      'The same key, method, path and body within 24 hours is answered as the first time, and does nothing again.',
    schema: { ...text, minLength: 1, maxLength: 255 },
    example: '7f3c1d7a-5d9c-4a50-8a0e-2b7b1f0f6b11',
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header' as const,
    description:
      'The `ETag` of the ticket, or whatever else it is about, as it was read: 412 `revision_mismatch` if it has changed since.',
    schema: { ...text, pattern: '^"[0-9]+"$' },
    example: '"17"',
  },
} satisfies Record<
  string,
  { name: string; in: 'header'; description: string; schema: object; example?: string }
>

/** What answers bear. */
export const RESPONSE_HEADERS = {
  RequestId: { description: 'Names the request in the log.', schema: text },
  ETag: { description: 'The revision of it, for `If-Match`.', schema: text, example: '"17"' },
  Location: { description: 'Where the new thing, or the operation, is read.', schema: text },
  IdempotencyReplayed: {
    description: 'The answer is that of an earlier request with the same key.',
    schema: { ...text, enum: ['true'] },
  },
  RetryAfter: {
    description: 'In so many seconds.',
    schema: { type: 'integer' as const, minimum: 0 },
  },
  RateLimit: { description: 'What is left: `"default";r=<requests>;t=<seconds>`.', schema: text },
  RateLimitPolicy: {
    description: 'The limit: `"default";q=<requests>;w=<seconds>`.',
    schema: text,
  },
}

/** The name on the wire of each of them. */
export const WIRE_NAMES: Record<keyof typeof RESPONSE_HEADERS, string> = {
  RequestId: 'X-Request-Id',
  ETag: 'ETag',
  Location: 'Location',
  IdempotencyReplayed: 'Idempotency-Replayed',
  RetryAfter: 'Retry-After',
  RateLimit: 'RateLimit',
  RateLimitPolicy: 'RateLimit-Policy',
}
