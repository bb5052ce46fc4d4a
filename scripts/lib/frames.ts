import type { buildAsyncApiDocument } from '../../src/http/document/build-async.js'

type Document = ReturnType<typeof buildAsyncApiDocument>

interface Member {
  const?: string
  properties?: Record<string, Member>
  $ref?: string
}

/** Every frame, with its members: those that a client sends, and those that it gets. */
export function frameTables({ operations, components }: Document): string {
  const schemas: Record<string, Member> = components.schemas
  const table = (frames: readonly { $ref: string }[]) => {
    const names = frames.map(({ $ref }) => $ref.split('/').at(-1) ?? '')
    const rows = names.map((name) => describeFrame(name, schemas, components.messages))
    return ['| frame | members | |', '|---|---|---|', ...rows].join('\n')
  }
  return `${table(operations.takeFrame.messages)}\n\n${table(operations.tellFrame.messages)}`
}

function describeFrame(
  name: string,
  schemas: Record<string, Member>,
  messages: Document['components']['messages'],
): string {
  const { type, data, ...members } = schemas[name]?.properties ?? {}
  const inside = data === undefined ? [] : [`data: ${describeData(data, schemas)}`]
  const summary = messages[name]?.summary ?? ''
  return `| \`${type?.const ?? name}\` | ${[...Object.keys(members), ...inside].join(', ')} | ${summary} |`
}

function describeData(data: Member, schemas: Record<string, Member>): string {
  if (data.$ref !== undefined) return `a ${data.$ref.split('/').at(-1)}`
  const members = Object.keys(data.properties ?? schemas[data.$ref ?? '']?.properties ?? {})
  return `{${members.join(', ')}}`
}
