import { HTTP_STATUS } from '../errors.js'

const REASONS: Record<number, string> = {
  400: 'Not valid',
  401: 'Not signed in',
  402: 'What was bought is used up',
  403: 'Not allowed',
  404: 'Not there, or not visible',
  405: 'The path has no such method; `Allow` lists those that it has',
  409: 'In conflict with the present state',
  410: 'No longer there',
  412: 'If-Match failed',
  413: 'Too large',
  415: 'Not JSON, or a type that is not taken',
  416: 'No such part of it',
  429: 'Too many requests',
  500: 'A mistake of ours; nothing was changed',
  503: 'The database, or what keeps files, is away',
}

function problemName(status: number): string {
  return `Problem${status}`
}

/** One schema a status: the problem document, with the codes that it may bear. */
export function problemSchemas() {
  const statuses = [...new Set(Object.values(HTTP_STATUS))].sort()
  return Object.fromEntries(
    statuses.map((status) => {
      const codes = Object.entries(HTTP_STATUS).filter(([, its]) => its === status)
      return [
        problemName(status),
        {
          allOf: [
            { $ref: '#/components/schemas/Problem' },
            {
              type: 'object' as const,
              properties: { code: { enum: codes.map(([code]) => code) } },
            },
          ],
        },
      ]
    }),
  )
}

export function describeProblem(status: number) {
  return {
    description: REASONS[status] ?? 'Refused',
    content: {
      'application/problem+json': {
        schema: { $ref: `#/components/schemas/${problemName(status)}` },
      },
    },
  }
}
