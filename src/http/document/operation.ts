import type { Access } from '../middleware/access.js'
import { EXAMPLES } from './examples/index.js'
import { type PARAMETERS, type RESPONSE_HEADERS, WIRE_NAMES } from './headers.js'
import { describeProblem } from './problems.js'

interface Answer {
  description: string
  headers?: Record<string, object>
  content?: Record<string, { schema?: object }>
}

export interface Operation {
  operationId: string
  summary: string
  description?: string
  deprecated?: boolean
  parameters?: object[]
  requestBody?: { content: Record<string, { schema: object; example?: unknown }> }
  responses: Record<string, Answer>
  'x-access': Access
  /** Its answers bear an `ETag`, as those of tickets do. */
  'x-versioned'?: boolean
}

/** Completes what a route declares by what is the same for all of its kind. */
export function describeOperation(operation: Operation, method: string): void {
  operation.description = [operation.description, describeAccess(operation['x-access'])]
    .filter((part) => part !== undefined)
    .join('\n\n')
  const isWrite = method !== 'get'
  const isSigned = operation['x-access'] !== 'public'
  const refusals = [
    ...[400, 429, 500, 503],
    ...(isSigned ? [401] : []),
    ...(isWrite ? [409, 413, 415] : []),
  ]
  for (const status of refusals) operation.responses[status] ??= describeProblem(status)
  const isVersioned = operation['x-versioned'] === true
  delete operation['x-versioned']
  const takesIfMatch = '412' in operation.responses
  operation.parameters = [
    ...(operation.parameters ?? []),
    parameter('RequestId'),
    ...(isWrite && isSigned ? [parameter('IdempotencyKey')] : []),
    ...(takesIfMatch ? [parameter('IfMatch')] : []),
  ]
  for (const [status, answer] of Object.entries(operation.responses)) {
    if (Number(status) >= 400) Object.assign(answer, describeProblem(Number(status)))
    answer.headers = headers(
      Number(status),
      isWrite && isSigned,
      isVersioned || answersTicket(answer),
    )
  }
  const content = operation.requestBody?.content['application/json']
  const example = EXAMPLES[operation.operationId.replace(/(Post|Patch)$/, '')]
  if (content !== undefined && example !== undefined) content.example = example
}

function parameter(name: keyof typeof PARAMETERS): object {
  return { $ref: `#/components/parameters/${name}` }
}

function describeAccess(access: Access): string {
  if (access === 'public') return 'Without signing in.'
  if (access === 'signed_in') return 'For everyone signed in, as far as they see it.'
  const permissions = access.filter((name) => name.includes('.'))
  const roles = access.filter((name) => !name.includes('.'))
  const or = permissions.length === 0 ? '' : `, and holders of \`${permissions.join('`, `')}\``
  return `For ${roles.join(', ')}${or}.`
}

function headers(status: number, isWrite: boolean, hasETag: boolean): Record<string, object> {
  const names: (keyof typeof RESPONSE_HEADERS)[] = [
    'RequestId',
    'RateLimit',
    'RateLimitPolicy',
    ...(hasETag && status < 300 && status !== 202 ? (['ETag'] as const) : []),
    ...(status === 201 || status === 202 ? (['Location'] as const) : []),
    ...(isWrite ? (['IdempotencyReplayed'] as const) : []),
    ...([409, 429, 503].includes(status) ? (['RetryAfter'] as const) : []),
  ]
  return Object.fromEntries(
    names.map((name) => [WIRE_NAMES[name], { $ref: `#/components/headers/${name}` }]),
  )
}

/** Whether it is one ticket, alone or with more beside it. */
function answersTicket({ content }: Answer): boolean {
  const schema = content?.['application/json']?.schema
  const name = schema !== undefined && '$ref' in schema ? String(schema.$ref) : ''
  return /\/Ticket(WithIncludes|Undone)?$/.test(name)
}
