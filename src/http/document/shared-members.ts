import { isDeepStrictEqual } from 'node:util'

interface ObjectSchema {
  properties?: Record<string, unknown>
  required?: string[]
}

/** Schemas that are one of them with more beside it; the members that all of them have get a name of their own. */
const FAMILIES: Record<string, readonly [string, ...string[]]> = {
  TicketMembers: ['Ticket', 'ListedTicket', 'QueueItem', 'TicketUndone', 'TicketWithIncludes'],
  TokenMembers: ['Tokens', 'SignedIn'],
}

/**
 * Gives the common members of each family a name, where they would be written out in every one of them, and a client
 * would have so many types. Unlisted members are kept out of each schema as a whole, for none of its parts knows those of
 * the other. It changes what it is given.
 */
export function shareMembers(schemas: Record<string, object>): void {
  for (const [name, family] of Object.entries(FAMILIES)) {
    const { properties = {}, required = [] } = schemas[family[0]] as ObjectSchema // a strict object
    schemas[name] = { type: 'object', properties, required }
    for (const member of family) {
      const own = leaveOut(schemas[member] as ObjectSchema, properties)
      schemas[member] = {
        allOf: [{ $ref: `#/components/schemas/${name}` }, ...own],
        unevaluatedProperties: false,
      }
    }
  }
}

/** What a schema has beside the common members; nothing is an empty list. */
function leaveOut(
  { properties = {}, required = [] }: ObjectSchema,
  common: Record<string, unknown>,
): object[] {
  const own = Object.entries(properties).filter(
    ([name, schema]) => !isDeepStrictEqual(schema, common[name]),
  )
  if (own.length === 0) return []
  const names = own.map(([name]) => name)
  return [
    {
      type: 'object',
      properties: Object.fromEntries(own),
      required: required.filter((name) => names.includes(name)),
    },
  ]
}
